import type { RoundEnd } from './round.ts';

/** A round's figures as a Markdown table. */
export function reportOf({ violations, figures, faults, kills, crashes }: RoundEnd): string {
  const countOf = (kind: string) => faults.filter((fault) => fault.kind === kind).length;
  const ofRule = (rule: string) => violations.filter((violation) => violation.rule === rule).length;
  const rows: [string, number][] = [
    ...Object.entries(figures),
    ...Object.entries(kills).map(([piece, count]): [string, number] => [`kills of ${piece}`, count]),
    ['connections cut', countOf('cut')],
    ['connections silent', countOf('silence')],
    ['connections slowed', countOf('slow')],
    ['times mail was refused', countOf('refuse mail')],
    ['processes that ended by themselves', crashes.length],
    ...RULES.map((rule): [string, number] => [`**${rule}**`, ofRule(rule)]),
  ];
  return ['| | |', '|---|--:|', ...rows.map(([name, count]) => `| ${name} | ${count} |`)].join('\n');
}

const RULES = ['lost', 'doubled', 'unlisted', 'after cancel', 'went back', 'stranger', 'answer'];
