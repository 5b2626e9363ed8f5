import type { z } from 'zod';

import type { ListRow } from '../../../platform/database/lists/lists.ts';
import type { SubscribedListRow, SubscriberRow } from '../../../platform/database/lists/subscriptions.ts';
import type { ListAnswer, ProfileListsAnswer, SubscribersAnswer } from './lists.schemas.ts';

export function listAnswer({ id, name, created_at, updated_at }: ListRow): z.infer<typeof ListAnswer> {
  return { id, name, created: created_at.toISOString(), updated: updated_at.toISOString() };
}

/** One subscription as its list shows it. */
export function subscriberAnswer(row: SubscriberRow): z.infer<typeof SubscribersAnswer>['items'][number] {
  const { user_id: recipientId, created_at, preferences } = row;
  return { recipientId, created: created_at.toISOString(), ...(preferences && { preferences }) };
}

/** One subscription as its user shows it. */
export function profileListAnswer(row: SubscribedListRow): z.infer<typeof ProfileListsAnswer>['results'][number] {
  return { ...listAnswer(row), ...(row.preferences && { preferences: row.preferences }) };
}
