import { z } from 'zod';
import { JsonRecord } from '../json/json-record.ts';
import { MergeStrategy } from '../json/merge.ts';
import { optional } from '../optional.ts';
import { UserId } from '../people/user-id.ts';
import { withDefault } from '../with-default.ts';
import type { Action } from './action.ts';

/** With a default in place of a reference to nothing, another user's profile would be written, or all of it replaced. X-06 */
const WITHOUT_DEFAULT = ['profile', 'recipient_id', 'merge'];

/** Merges facts into a user's stored profile, the run's recipient's unless another is named. A-24 */
export const updateProfile = {
  fields: z.object({
    profile: JsonRecord,
    recipient_id: optional(UserId),
    merge: withDefault(MergeStrategy, 'replace'),
  }),
  label: () => undefined,
  withoutDefault: WITHOUT_DEFAULT,
} satisfies Action;
