import type { CaseFile } from './case-file.ts';
import { groupBy } from './group-by.ts';
import { isAnswer, messageNamed, type Request } from './requests.ts';
import { underWay } from './rules/after-cancel.ts';
import { isInDoubt } from './rules/lost.ts';

/** How much evidence there was: a round without any proves nothing. */
export type Figures = Record<string, number>;

export function figuresOf(file: CaseFile): Figures {
  const { requests, starts, mails, views } = file;
  const exchanges = requests.flatMap((request) => request.exchanges);
  const accepted = starts.filter(({ id }) => id !== undefined);
  const runs = accepted.filter(({ kind }) => kind === 'run').map((start) => views.run(start).at(-1)?.status);
  const messages = accepted.flatMap((start) => [...views.messages(start).values()]);
  const calls = messages.flatMap(({ providers = [] }) => providers.map(({ status }) => status));
  return {
    requests: requests.length,
    'requests asked again': requests.filter(({ exchanges: tries }) => tries.length > 1).length,
    'requests answered again': requests.filter(({ exchanges: tries }) => tries.filter(isAnswer).length > 1).length,
    'questions without an answer': exchanges.filter(({ status }) => status === undefined).length,
    'requests never answered': requests.filter(({ exchanges: tries }) => !tries.some(isAnswer)).length,
    runs: runs.length,
    'runs processed': countOf(runs, 'PROCESSED'),
    'runs canceled': countOf(runs, 'CANCELED'),
    'runs waiting': countOf(runs, 'WAITING'),
    'runs begun by steps': accepted.filter(({ parent }) => parent).length,
    'requests to send': accepted.length - runs.length,
    messages: messages.length,
    'messages delayed': requests.filter(({ accepted: yes, body }) => yes && body.message?.delay).length,
    'messages canceled': acceptedOf(requests, 'cancel').length,
    'messages resent': acceptedOf(requests, 'resend').length,
    'messages in doubt': messages.filter(isInDoubt).length,
    attempts: calls.length,
    'attempts deferred': countOf(calls, 'DEFERRED'),
    'attempts unknown': countOf(calls, 'UNKNOWN'),
    'mails accepted': countOf(verdictsOf(mails), 'accepted'),
    'mails repeated': countOf(verdictsOf(mails), 'repeated'),
    'mails refused': countOf(verdictsOf(mails), 'refused'),
    'doubles listed as unknown': doublesOf(mails),
    'under way at a cancel': underWay(file).length,
    'statuses read': views.sightings.length,
  };
}

function verdictsOf(mails: CaseFile['mails']): string[] {
  return mails.map(({ verdict }) => verdict);
}

function countOf(values: readonly (string | undefined)[], wanted: string): number {
  return values.filter((value) => value === wanted).length;
}

function acceptedOf(requests: readonly Request[], verb: 'cancel' | 'resend'): Request[] {
  return requests.filter((request) => request.accepted && messageNamed(request, verb) !== undefined);
}

function doublesOf(mails: CaseFile['mails']): number {
  const kept = mails.filter(({ verdict }) => verdict === 'accepted');
  return kept.length - groupBy(kept, ({ environment, key }) => `${environment} ${key}`).size;
}
