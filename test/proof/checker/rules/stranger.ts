import type { Rule } from '../case-file.ts';

/** By so much a timer may ring early. */
const EARLY_MS = 200;

/** Nobody was sent what was not due to them, or not yet, not even a mail that was refused. */
export const stranger: Rule = ({ starts, mails }) => {
  const dues = starts.flatMap(({ environment, dues }) =>
    dues.map(({ subject, address, from }) => [`${environment} ${subject} ${address}`, from] as const),
  );
  const due = new Map(dues.toReversed());
  return mails.flatMap(({ environment, subject, to, at }) => {
    const from = due.get(`${environment} ${subject} ${to}`);
    if (from !== undefined && at >= from - EARLY_MS) return [];
    const early = from === undefined ? '' : `, ${from - at} ms early`;
    return [{ rule: 'stranger' as const, what: `${environment}: "${subject}" to ${to}${early}` }];
  });
};
