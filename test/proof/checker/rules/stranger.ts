import type { Rule } from '../case-file.ts';

/** Nobody was sent what was not due to them, not even a mail that was refused. */
export const stranger: Rule = ({ starts, mails }) => {
  const due = new Set(
    starts.flatMap(({ environment, dues }) =>
      dues.map(({ subject, address }) => `${environment} ${subject} ${address}`),
    ),
  );
  return mails
    .filter(({ environment, subject, to }) => !due.has(`${environment} ${subject} ${to}`))
    .map(({ environment, subject, to }) => ({ rule: 'stranger', what: `${environment}: "${subject}" to ${to}` }));
};
