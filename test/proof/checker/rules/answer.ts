import type { Rule, Violation } from '../case-file.ts';
import { groupBy } from '../group-by.ts';
import { isAcceptance, type Request } from '../requests.ts';

/** A client that asks again after these is told yes in the end. */
const PASSING = [409, 429, 502, 503, 504];
/** Longer than a request that died with its process holds its key. */
const PATIENCE_MS = 90_000;

/** Every request is answered in the end, with yes, and with the same whenever it is repeated; no two share a run. */
export const answer: Rule = ({ requests, starts }) => {
  const ids = starts.filter(({ id }) => id !== undefined);
  const shared = [...groupBy(ids, ({ environment, id }) => `${environment} ${id}`)].filter(([, owners]) => owners[1]);
  return [
    ...requests.flatMap((request) => problemsOf(request).map((what) => violation(`${nameOf(request)} ${what}`))),
    ...shared.map(([name, owners]) => violation(`${name}: given to ${owners.length} requests`)),
  ];
};

function problemsOf({ accepted, exchanges, askedAt, endedAt }: Request): string[] {
  const answered = exchanges.filter(({ status }) => status !== undefined);
  const refusals = answered.filter((exchange) => !isAcceptance(exchange) && !PASSING.includes(exchange.status ?? 0));
  const answers = new Set(answered.filter(isAcceptance).map((exchange) => JSON.stringify(exchange.answer)));
  const rules: [boolean, string][] = [
    [refusals.length === 0, `was refused with ${refusals[0]?.status}`],
    [answers.size <= 1, `was answered in ${answers.size} ways: ${[...answers].join(' and ')}`],
    [accepted !== undefined || endedAt - askedAt <= PATIENCE_MS, 'was never answered'],
  ];
  return rules.filter(([holds]) => !holds).map(([, what]) => what);
}

function nameOf({ environment, path, key }: Request): string {
  return `${environment} ${path} ${key}`;
}

function violation(what: string): Violation {
  return { rule: 'answer', what };
}
