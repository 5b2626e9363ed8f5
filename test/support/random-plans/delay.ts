import fc from 'fast-check';

/** `base`: now, in milliseconds. */
export const delay = (base: number) =>
  fc.constantFrom<object>(
    { duration: '2 hours' },
    { duration: '1 month' },
    { duration: 'P1DT90M' },
    { duration: '0 minutes' },
    { duration: { $ref: 'data.wait' } },
    { duration: `\${data.nested.days}` },
    { duration: { $ref: 'data.junk' } },
    { until: '20240408T080910.123' },
    { until: new Date(base + 2 * 365 * 86_400_000).toISOString(), duration: 'not read' },
    {},
  );
