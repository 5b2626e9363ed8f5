import type { z } from 'zod';
import { userNamed } from '../people/user-named.ts';
import type { contextFields } from './context-fields.ts';
import type { RunData } from './scope.ts';

type Given = z.output<z.ZodObject<typeof contextFields>>;

/**
 * The context of a run that an `invoke` step starts: that of the step's own run, with the given keys in place of its own.
 * A profile belongs to its recipient, so another recipient does not come by the present one's (docs/adr/0002).
 */
export function invokedContext(given: Given, current: RunData): RunData {
  const isAnother = given.recipient && current.recipient && given.recipient !== current.recipient;
  const data = given.data ?? current.data;
  const profile = given.profile ?? (isAnother ? {} : current.profile);
  const recipient = given.recipient || current.recipient || userNamed({ data, profile });
  const brand = given.brand || current.brand;
  const template = given.template || current.template;
  return { data, profile, ...(recipient && { recipient }), ...(brand && { brand }), ...(template && { template }) };
}
