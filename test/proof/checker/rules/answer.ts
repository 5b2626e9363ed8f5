import type { CaseFile, Rule, Violation } from '../case-file.ts';
import type { Exchange } from '../evidence.ts';
import { groupBy } from '../group-by.ts';
import { isAcceptance, isAnswer, type Request } from '../requests.ts';

/** A client that asks again after these is told yes in the end. */
const PASSING = [409, 429, 502, 503, 504];
/** Longer than a request that died with its process holds its key. */
const PATIENCE_MS = 90_000;
/** Whose answers name what they started. */
const STARTS = ['/automations/invoke', '/send'];

/**
 * Every request is answered in the end, with yes and with what it started, and with the same whenever it is repeated; no two
 * share a run. What is looked for after that is there.
 */
export const answer: Rule = ({ requests, reads, starts }) => [
  ...requests.flatMap((request) => problemsOf(request).map((what) => violation(`${nameOf(request)} ${what}`))),
  ...reads
    .filter(isRefusal)
    .map(({ environment, method, path, status }) => violation(`${environment} ${method} ${path} got ${status}`)),
  ...sharedOf(starts).map(([name, owners]) => violation(`${name}: given to ${owners.length} requests`)),
];

function problemsOf({ path, accepted, exchanges, askedAt, endedAt }: Request): string[] {
  const refusals = exchanges.filter(isRefusal);
  const answers = new Set(exchanges.filter(isAnswer).map((exchange) => JSON.stringify(exchange.answer)));
  const { runId, requestId } = accepted?.answer ?? {};
  const rules: [boolean, string][] = [
    [refusals.length === 0, `was refused with ${refusals[0]?.status}`],
    [answers.size <= 1, `was answered in ${answers.size} ways: ${[...answers].join(' and ')}`],
    [answers.size > 0 || endedAt - askedAt <= PATIENCE_MS, 'was never answered'],
    [!accepted || !STARTS.includes(path) || Boolean(runId ?? requestId), 'was accepted without an id'],
  ];
  return rules.filter(([holds]) => !holds).map(([, what]) => what);
}

function isRefusal(exchange: Exchange): boolean {
  const { status } = exchange;
  return status !== undefined && !isAcceptance(exchange) && !PASSING.includes(status);
}

function sharedOf(starts: CaseFile['starts']) {
  const ids = starts.filter(({ id }) => id !== undefined);
  return [...groupBy(ids, ({ environment, id }) => `${environment} ${id}`)].filter(([, owners]) => owners[1]);
}

function nameOf({ environment, path, key }: Request): string {
  return `${environment} ${path} ${key}`;
}

function violation(what: string): Violation {
  return { rule: 'answer', what };
}
