import { z } from 'zod';

import type { Provider } from '../../../activities/deliver/providers/provider.ts';
import type { JsonObject } from '../../../language/json/json.ts';
import { InvalidInput } from '../../../language/problem.ts';

/** Stands for a secret in answers; in a PUT it keeps the stored one. */
export const MASK = '********';

/** What a retry does with an attempt whose outcome is unknown. */
export const GUARANTEES = ['at-least-once', 'at-most-once'] as const;

const Guarantee = z.object({ guarantee: z.enum(GUARANTEES).nullish() });

/** Settings taken apart by where they are kept. */
export interface SplitSettings {
  open: JsonObject;
  secret: JsonObject;
  guarantee: (typeof GUARANTEES)[number];
}

/** Checks settings against their provider's schema and takes the secrets out. @throws InvalidInput */
export function splitSettings(provider: Provider, settings: JsonObject): SplitSettings {
  const checked = { ...read(provider.settings, settings) } as JsonObject;
  const { guarantee } = read(Guarantee, settings);
  const isSecret = (name: string) => provider.secrets.includes(name);
  const entries = Object.entries(checked);
  return {
    open: Object.fromEntries(entries.filter(([name]) => !isSecret(name))),
    secret: Object.fromEntries(entries.filter(([name]) => isSecret(name))),
    guarantee: guarantee ?? 'at-least-once',
  };
}

function read<Schema extends z.ZodType>(schema: Schema, settings: JsonObject): z.output<Schema> {
  const result = schema.safeParse(settings);
  if (result.success) return result.data;
  throw new InvalidInput(
    result.error.issues.map(({ path, message }) => ({ path: ['settings', ...path.map(String)].join('.'), message })),
  );
}
