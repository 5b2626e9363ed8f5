import type { CaseFile, Rule, Violation } from '../case-file.ts';
import type { Due, Start } from '../starts.ts';

/**
 * A mail that is due was kept by its server at most once; by one that does not deduplicate as often again as the API
 * lists calls whose outcome is not known. And the API lists every call that a server said yes to.
 */
export const doubled: Rule = (file) =>
  file.starts.flatMap((start) => start.dues.flatMap((due) => problemsOf(start, due, file)));

function problemsOf(start: Start, due: Due, file: CaseFile): Violation[] {
  const taken = file.taken(start, due);
  const keys = new Set(taken.map(({ key }) => key));
  const kept = taken.filter(({ verdict }) => verdict === 'accepted');
  const mayRepeat = !file.atMostOnce.has(start.environment) && kept.every(({ deduplicates }) => !deduplicates);
  const calls = file.views.messages(start).get(due.recipient)?.providers ?? [];
  const unknown = calls.filter(({ status }) => status === 'UNKNOWN').length;
  const sent = calls.filter(({ status }) => status === 'SENT').length;
  const name = `${start.environment} ${start.id ?? 'unanswered'}: "${due.subject}" to ${due.address}`;
  const rules: [boolean, Violation['rule'], string][] = [
    [keys.size <= 1, 'doubled', `under the keys ${[...keys].join(', ')}`],
    [kept.length <= (mayRepeat ? unknown + 1 : 1), 'doubled', `${kept.length} times, ${unknown} calls unknown`],
    // Nobody can look up what was never answered.
    [!start.id || taken.length <= unknown + sent, 'unlisted', `${taken.length} times, ${unknown + sent} calls listed`],
  ];
  return rules.filter(([holds]) => !holds).map(([, rule, what]) => ({ rule, what: `${name} ${what}` }));
}
