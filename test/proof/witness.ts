import { setTimeout as pause } from 'node:timers/promises';

import { type Accepted, messagesPath, runPath } from './accepted.ts';
import type { ToldMessage } from './checker/wire.ts';
import type { Client } from './client.ts';

const AT_ONCE = 8;
const PAUSE_MS = 1_000;
const ENDS = ['PROCESSED', 'CANCELED', 'ERROR'];
const OPEN_MESSAGE = ['DELAYED', 'ENQUEUED', 'ROUTED'];

/**
 * Asks the API about everything that was accepted, and about runs that steps start, until all of it has ended or sleeps, or
 * nothing more has come to its end for so long: what it answers is the evidence. Gives how many things were still open.
 */
export async function witness(accepted: readonly Accepted[], patienceMs: number): Promise<number> {
  const known = new Set(accepted.map(({ id }) => id));
  let open = [...accepted];
  for (let end = Date.now() + patienceMs; open.length > 0 && Date.now() < end; await pause(PAUSE_MS)) {
    const look = await lookAt(open, known);
    if (look.ended > 0) end = Date.now() + patienceMs;
    open = look.open;
  }
  return open.length;
}

/** Looks once; what is found on the way is known from then on, and looked at, too. */
async function lookAt(all: readonly Accepted[], known: Set<string>): Promise<{ open: Accepted[]; ended: number }> {
  const rest = [...all];
  const open: Accepted[] = [];
  let ended = 0;
  const next = async () => {
    for (let one = rest.shift(); one; one = rest.shift()) {
      const { isOver, invoked } = await stateOf(one);
      if (isOver) ended += 1;
      else open.push(one);
      for (const id of invoked.filter((each) => !known.has(each))) {
        known.add(id);
        rest.push({ client: one.client, id, kind: 'run' });
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
  return { open, ended };
}

/** The run is read first: once it has ended, its steps and messages are all there. */
async function stateOf(one: Accepted): Promise<{ isOver: boolean; invoked: string[] }> {
  const { status, invoked } = await runStateOf(one);
  const messages = await messagesOf(one);
  const isEnd = ENDS.includes(status) || (status === 'WAITING' && one.sleepsLong === true);
  const mayDoubt = status === 'CANCELED' || one.client.environment.guarantee === 'at-most-once';
  return { isOver: isEnd && (messages?.every((message) => isOverMessage(message, mayDoubt)) ?? false), invoked };
}

/** Its status, where its steps could be read as well, and the runs that those have started. */
async function runStateOf(one: Accepted): Promise<{ status: string; invoked: string[] }> {
  const path = runPath(one);
  if (!path) return { status: 'PROCESSED', invoked: [] };
  const told = await one.client.get(path);
  const steps = (await one.client.get(`${path}/steps`))?.steps;
  const status = steps && told?.run?.status;
  return { status: status ?? '', invoked: steps?.flatMap(({ context }) => context?.run_id ?? []) ?? [] };
}

/** A call of which nobody knows how it ended is the end where nothing may be sent again. */
function isOverMessage({ status, providers = [] }: ToldMessage, mayDoubt: boolean): boolean {
  return !OPEN_MESSAGE.includes(status) || (mayDoubt && providers.at(-1)?.status === 'UNKNOWN');
}

/** With their provider calls; undefined when one could not be read. */
async function messagesOf(one: Accepted): Promise<ToldMessage[] | undefined> {
  const ids = one.kind === 'message' ? [one.id] : await listed(one.client, messagesPath(one));
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
