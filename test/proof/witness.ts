import { setTimeout as pause } from 'node:timers/promises';

import { type Accepted, messagesPath, runPath } from './accepted.ts';
import type { ToldMessage } from './checker/wire.ts';
import type { Client } from './client.ts';

const AT_ONCE = 8;
const PAUSE_MS = 1_000;
const ENDS = ['PROCESSED', 'CANCELED', 'ERROR'];
const OPEN_MESSAGE = ['DELAYED', 'ENQUEUED', 'ROUTED'];

/**
 * Asks the API about everything that was accepted until all of it has ended or sleeps, or nothing more has come to its end
 * for so long: what it answers is the evidence. Gives how many things were still open.
 */
export async function witness(accepted: readonly Accepted[], patienceMs: number): Promise<number> {
  let open = [...accepted];
  for (let end = Date.now() + patienceMs; open.length > 0 && Date.now() < end; await pause(PAUSE_MS)) {
    const rest = await stillOpen(open);
    if (rest.length < open.length) end = Date.now() + patienceMs;
    open = rest;
  }
  return open.length;
}

async function stillOpen(all: readonly Accepted[]): Promise<Accepted[]> {
  const rest = [...all];
  const open: Accepted[] = [];
  const next = async () => {
    for (let one = rest.shift(); one; one = rest.shift()) if (!(await isOver(one))) open.push(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
  return open;
}

/** The run is read first: once it has ended, its steps and messages are all there. */
async function isOver(one: Accepted): Promise<boolean> {
  const isEnd = await isEndedRun(one);
  const messages = await messagesOf(one);
  return isEnd && (messages?.every((message) => isOverMessage(message, one)) ?? false);
}

async function isEndedRun(one: Accepted): Promise<boolean> {
  const path = runPath(one);
  if (!path) return true;
  const told = await one.client.get(path);
  const steps = await one.client.get(`${path}/steps`);
  const status = told?.run?.status ?? '';
  return steps !== undefined && (ENDS.includes(status) || (status === 'WAITING' && sleepsLong(one)));
}

function sleepsLong({ errand }: Accepted): boolean {
  const steps = errand.body.automation?.steps ?? [];
  return !errand.cancel && steps.some(({ duration = '' }) => /day|hour/.test(duration));
}

/** A call of which nobody knows how it ended is the end where nothing may be sent twice. */
function isOverMessage({ status, providers = [] }: ToldMessage, { client }: Accepted): boolean {
  if (!OPEN_MESSAGE.includes(status)) return true;
  return client.environment.guarantee === 'at-most-once' && providers.at(-1)?.status === 'UNKNOWN';
}

/** With their provider calls; undefined when one could not be read. */
async function messagesOf(one: Accepted): Promise<ToldMessage[] | undefined> {
  const path = messagesPath(one);
  const ids = path.startsWith('/messages?') ? await listed(one.client, path) : [one.id];
  if (!ids) return undefined;
  const found: ToldMessage[] = [];
  for (const id of ids) {
    const message = await one.client.get(`/messages/${id}`);
    if (!message) return undefined;
    found.push(message as ToldMessage);
  }
  return found;
}

/** The ids on all pages. */
async function listed(client: Client, path: string): Promise<string[] | undefined> {
  const ids: string[] = [];
  for (let next: string | undefined = path; next; ) {
    const page = await client.get(next);
    if (!page) return undefined;
    ids.push(...(page.results ?? []).map(({ id }) => id));
    const { cursor } = page.paging ?? {};
    next = cursor ? `${path}&cursor=${encodeURIComponent(cursor)}` : undefined;
  }
  return ids;
}
