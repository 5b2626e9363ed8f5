import fc from 'fast-check';

const atom = fc.constantFrom<string[]>(
  ['data.total', 'greater than', '100'],
  ['data.total', 'less than', '100'],
  ['data.tags', 'contains', 'a'],
  ['data.missing', 'exists'],
  ['vip', 'is equal', 'true'],
  ['profile.plan', 'is equal', 'gold'],
  ['tenant.name', 'starts with', 'Ac'],
  ['f1.status', 'is equal', '200'],
  ['user.id', 'exists'],
);

const group = fc.oneof(
  fc.array(atom, { minLength: 1, maxLength: 3 }).map((all) => ({ AND: all })),
  fc.array(atom, { minLength: 1, maxLength: 3 }).map((any) => ({ OR: any })),
);

/** Those of a path. */
export const conditions = fc.oneof<fc.Arbitrary<unknown>[]>(
  atom,
  group,
  fc.array(group, { minLength: 1, maxLength: 2 }).map((any) => ({ OR: any })),
);

/** Those of a node: most have none. */
export const nodeConditions = fc.oneof(
  { weight: 3, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: conditions },
);
