import type { CaseFile, Rule, Violation } from '../case-file.ts';
import { groupBy } from '../group-by.ts';
import { messagesOf } from '../messages-of.ts';
import type { Due, Start } from '../starts.ts';

/**
 * A mail that is due was kept by its server once, and once more for every resend; by a server that does not deduplicate as
 * often again as the API lists calls whose outcome is not known. The API lists every call that a server said yes to, and
 * none after one that was sent. What has one key is one mail.
 */
export const doubled: Rule = (file) => [
  ...file.starts.flatMap((start) => start.dues.flatMap((due) => problemsOf(start, due, file))),
  ...sharedKeys(file),
];

function problemsOf(start: Start, due: Due, file: CaseFile): Violation[] {
  const taken = file.taken(start, due);
  const keys = groupBy(taken, ({ key }) => key);
  const kept = Math.max(0, ...[...keys.values()].map(keptOf));
  const mayRepeat = !file.atMostOnce.has(start.environment) && taken.every(({ deduplicates }) => !deduplicates);
  const calls = messagesOf(start, due, file).map((message) => message?.providers?.map(({ status }) => status) ?? []);
  const unknown = calls.flat().filter((status) => status === 'UNKNOWN').length;
  const sent = calls.flat().filter((status) => status === 'SENT').length;
  // Nobody can look up what was never answered.
  const { id } = start;
  const most = mayRepeat ? 1 + (id ? unknown : Number.POSITIVE_INFINITY) : 1;
  const name = `${start.environment} ${id ?? 'unanswered'}: "${due.subject}" to ${due.address}`;
  const rules: [boolean, Violation['rule'], string][] = [
    [keys.size <= 1 + start.resends.length, 'doubled', `under the keys ${[...keys.keys()].join(', ')}`],
    [kept <= most, 'doubled', `${kept} times, ${unknown} calls unknown`],
    [calls.every((each) => !each.slice(0, -1).includes('SENT')), 'doubled', 'was called for after it was SENT'],
    [!id || taken.length <= unknown + sent, 'unlisted', `${taken.length} times, ${unknown + sent} calls listed`],
  ];
  return rules.filter(([holds]) => !holds).map(([, rule, what]) => ({ rule, what: `${name} ${what}` }));
}

function sharedKeys({ mails }: CaseFile): Violation[] {
  const keys = groupBy(mails, ({ environment, key }) => `${environment} ${key}`);
  return [...keys].flatMap(([name, group]): Violation[] => {
    const different = [...new Set(group.map(({ subject, to }) => `"${subject}" to ${to}`))];
    return different.length > 1 ? [{ rule: 'doubled', what: `${name} is the key of ${different.join(' and ')}` }] : [];
  });
}

function keptOf(mails: readonly { verdict: string }[]): number {
  return mails.filter(({ verdict }) => verdict === 'accepted').length;
}
