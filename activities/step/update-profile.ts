import { refuseForbiddenKeys } from '../../language/json/forbidden-keys.ts';
import { LONGEST_USER_ID, UserId } from '../../language/people/user-id.ts';
import { failed } from './failed.ts';
import type { ReadyStep } from './ready.ts';
import type { Effect } from './step-transaction.ts';

/** what the step changes is handed on, and merged where it is stored, so that of two steps at once both count. */
export async function updateProfile({ fields, scope }: ReadyStep<'update-profile'>): Promise<Effect> {
  const { profile, recipient_id: named = scope.recipient, merge: strategy } = fields;
  const { data: userId } = UserId.safeParse(named);
  if (userId === undefined) return failed(`update-profile needs a recipient of 1 to ${LONGEST_USER_ID} characters`);
  refuseForbiddenKeys(profile);
  const isRunsRecipient = named === scope.recipient;
  return { outcome: { kind: 'processed' }, profileChange: { userId, profile, strategy, isRunsRecipient } };
}
