import { refuseForbiddenKeys } from '../../language/json/forbidden-keys.ts';
import type { ReadyStep } from './ready.ts';
import type { Effect } from './step-transaction.ts';

/** who is on the list already stays, with the preferences that the step names, if it names any. */
export async function subscribe({ fields, snapshot }: ReadyStep<'subscribe'>): Promise<Effect> {
  const { list_id: listId, recipient_id: userId, subscription } = fields;
  const preferences = subscription?.preferences;
  if (preferences) refuseForbiddenKeys(preferences);
  const place = { environmentId: snapshot.environmentId, listId, userId };
  return { outcome: { kind: 'processed' }, subscription: { ...place, ...(preferences && { preferences }) } };
}
