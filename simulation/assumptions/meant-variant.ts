import type { z } from 'zod';

/**
 * A union that tells what is wrong with the variant that is meant, and where in it, in the place of that nothing fits.
 * @param meant Which of the union's variants a value is to be, from 0.
 */
export function meantVariant<Union extends z.ZodUnion>(union: Union, meant: (value: unknown) => number): Union {
  return union.superRefine(
    (value, { issues }) => {
      const told = issues.flatMap((issue) =>
        issue.code === 'invalid_union' ? ((issue.errors[meant(value)] ?? []) as typeof issues) : [issue],
      );
      issues.splice(0, issues.length, ...told);
    },
    { when: ({ issues }) => issues.length > 0 },
  );
}
