import { z } from 'zod';

import { JsonRecord } from '../../../language/json/json-record.ts';
import { optional } from '../../../language/optional.ts';
import { ListId } from '../../../language/people/list-id.ts';
import { ListPattern } from '../../../language/people/list-pattern.ts';
import { UserId } from '../../../language/people/user-id.ts';
import { Paging } from '../http/paging.ts';

/** What a user or a list prefers, by category and notification: kept as it is given. */
const Preferences = optional(JsonRecord);

/** Query of GET `/lists`. */
export const ListsQuery = z.object({ cursor: z.string().optional(), pattern: ListPattern.optional() });

/** Query of what a list or a user has. */
export const PageQuery = z.object({ cursor: z.string().optional() });

/** Body of PUT `/lists/{list_id}`. */
export const ListWrite = z
  .object({ name: z.string().trim().min(1, 'must not be blank').max(256), preferences: Preferences })
  .meta({ id: 'ListWrite' });

/** Body of POST and PUT `/lists/{list_id}/subscriptions`. */
export const SubscribersWrite = z
  .object({ recipients: z.array(z.object({ recipientId: UserId, preferences: Preferences })) })
  .meta({ id: 'ListSubscriptionsWrite' });

/** Body of PUT `/lists/{list_id}/subscriptions/{user_id}`, which may be absent. */
export const SubscriptionWrite = z.object({ preferences: Preferences }).nullish().meta({ id: 'ListSubscriptionWrite' });

/** Body of POST `/profiles/{user_id}/lists`. */
export const ProfileListsWrite = z
  .object({ lists: z.array(z.object({ listId: ListId, preferences: Preferences })) })
  .meta({ id: 'ProfileListsWrite' });

const moment = z.iso.datetime();

export const ListAnswer = z
  .object({ id: z.string(), name: z.string(), created: moment, updated: moment })
  .meta({ id: 'List' });

/** `results` says the same as `items`. C-21 */
export const ListsAnswer = z
  .object({ items: z.array(ListAnswer), results: z.array(ListAnswer), paging: Paging })
  .meta({ id: 'Lists' });

const preferences = z.record(z.string(), z.unknown()).optional();

export const SubscribersAnswer = z
  .object({ items: z.array(z.object({ recipientId: z.string(), created: moment, preferences })), paging: Paging })
  .meta({ id: 'ListSubscriptions' });

export const ProfileListsAnswer = z
  .object({ results: z.array(ListAnswer.extend({ preferences })), paging: Paging })
  .meta({ id: 'ProfileLists' });

/** An SDK reads it: 204 would be null to it. C-22 */
export const ProfileListsWritten = z.object({ status: z.literal('SUCCESS') }).meta({ id: 'ProfileListsWritten' });
