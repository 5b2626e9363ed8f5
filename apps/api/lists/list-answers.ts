import type { z } from 'zod';

import type { ListRow } from '../../../platform/database/lists/lists.ts';
import type { SubscribedListRow, SubscriberRow } from '../../../platform/database/lists/subscriptions.ts';
import type { ListAnswer, ProfileListsAnswer, SubscribersAnswer } from './lists.schemas.ts';

export function listAnswer({ id, name, createdAt, updatedAt }: ListRow): z.infer<typeof ListAnswer> {
  return { id, name, created: createdAt.toISOString(), updated: updatedAt.toISOString() };
}

/** One subscription as its list shows it. */
export function subscriberAnswer(row: SubscriberRow): z.infer<typeof SubscribersAnswer>['items'][number] {
  const { userId: recipientId, createdAt, preferences } = row;
  return { recipientId, created: createdAt.toISOString(), ...(preferences && { preferences }) };
}

/** One subscription as its user shows it. */
export function profileListAnswer(row: SubscribedListRow): z.infer<typeof ProfileListsAnswer>['results'][number] {
  return { ...listAnswer(row), ...(row.preferences && { preferences: row.preferences }) };
}
