import type { z } from 'zod';

import type { Ahead } from '../ahead.ts';
import type { JsonObject } from '../json/json.ts';
import type { Problem } from '../problem.ts';
import type { RunData, Scope } from '../run/scope.ts';

/** A kind of step, as far as users see it. */
export interface Action {
  /** Its own fields. Parsed at invoke, where references are still to be resolved, and again once they are. A-08 */
  fields: z.ZodObject;
  /** What the shape cannot say of fields as written, beginning at `at` (ms); of references there is nothing to say yet. */
  check?(fields: JsonObject, at: number): Problem[];
  /** What the fields as written name without a reference, so that it is loaded with the step; absent: nothing. */
  ahead?(fields: JsonObject, context: RunData): Ahead;
  /** What the step is about in a word or two, for onlookers in Temporal: nothing that came from data. */
  label(fields: JsonObject, context: RunData): string | undefined;
  /** The fields, as dotted paths, in which a reference to nothing is an error and not as if the field were missing. X-06 */
  withoutDefault?: readonly string[];
  /**
   * The fields with their references resolved, where that takes more than `resolve`.
   * @throws EvaluationFailed, naming the field.
   */
  resolve?(fields: JsonObject, scope: Scope): Resolved;
}

/** Fields that are resolved, the values of the variables bound in them, and what is wrong with them all the same. */
export interface Resolved {
  fields: JsonObject;
  bindings?: JsonObject;
  problems?: Problem[];
}
