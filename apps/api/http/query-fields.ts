import { z } from 'zod';

const DAY_MS = 86_400_000;

const Repeatable = z.union([z.string(), z.array(z.string())]);

/** `a,b`, `x=a&x=b`, or both: a list without empty items. W-11 */
export const TextList = Repeatable.transform((value) =>
  [value]
    .flat()
    .flatMap((text) => text.split(','))
    .filter(Boolean),
);

/** How many rows a page has: clamped into `1..max`, and `absent` when it is not a whole number. Never refused. J-47 */
export function Limit({ absent, max }: { absent: number; max: number }) {
  return Repeatable.optional().transform((value) => {
    const text = [value ?? ''].flat().at(-1) ?? '';
    if (!/^[+-]?\d+$/.test(text)) return absent;
    return Math.min(Math.max(Number(text), 1), max);
  });
}

const DateOrTimestamp = z.union([z.iso.date(), z.iso.datetime({ offset: true, local: true })], {
  error: 'must be an ISO 8601 date or timestamp',
});

/** An ISO date, which is its first moment, or a timestamp; UTC where it names no zone. J-46 */
export const InstantFrom = DateOrTimestamp.transform(instantOf);

/** The same, but a date is its last millisecond. J-46 */
export const InstantUntil = DateOrTimestamp.transform((text) =>
  isDate(text) ? new Date(instantOf(text).getTime() + DAY_MS - 1) : instantOf(text),
);

function instantOf(text: string): Date {
  const hasZone = isDate(text) || /(Z|[+-]\d\d:\d\d)$/.test(text);
  return new Date(hasZone ? text : `${text}Z`);
}

function isDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text);
}
