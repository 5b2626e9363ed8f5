import fc from 'fast-check';

/** The `if` of a step; most have none. */
export const guard = fc.constantFrom(
  undefined,
  undefined,
  undefined,
  'data.total > 100',
  'data.total < 100',
  'data.vip && profile.plan === "gold"',
  'data.tags.includes("a")',
  'data.none ?? false',
  'data.missing.deep === 1',
  'refs.first.status === "SENT"',
  'refs.first.status < MessageStatus.Opened',
  'refs.first.status === "ROUTED"',
  'recipient === "ada"',
  'profile.first_name === "Zoe"',
);
