import type { Exchange } from './evidence.ts';
import { isAcceptance } from './requests.ts';

/** Whom mails are for: addresses by environment and user, members by environment and list. */
export interface People {
  addresses: Map<string, string>;
  lists: Map<string, string[]>;
}

/** Profiles and lists as they were written; nobody changes them once the load begins. */
export function peopleOf(exchanges: readonly Exchange[]): People {
  const people: People = { addresses: new Map(), lists: new Map() };
  for (const { environment, method, path, body } of exchanges.filter(isAcceptance)) {
    const [, user] = /^\/profiles\/([^/]+)$/.exec(path) ?? [];
    const [, list] = /^\/lists\/([^/]+)\/subscriptions$/.exec(path) ?? [];
    if (method !== 'PUT') continue;
    if (user) people.addresses.set(`${environment} ${user}`, body?.profile?.email ?? '');
    if (list) people.lists.set(`${environment} ${list}`, body?.recipients?.map(({ recipientId }) => recipientId) ?? []);
  }
  return people;
}
