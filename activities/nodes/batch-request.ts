import { valueIn } from '../../language/batch/data-path.ts';
import { sortValue } from '../../language/batch/sort-value.ts';
import { roomLeft } from '../../language/json/room-left.ts';
import { LARGEST_JSON } from '../../language/json/sizes.ts';
import { addDuration } from '../../language/time/duration.ts';
import { durationOf } from '../../language/time/duration-text.ts';
import type { BatchRequest } from '../ports/encounters.ts';
import type { ReadyNode } from '../step/ready.ts';
import { nodeKey } from './node-key.ts';
import { userOf } from './user-of.ts';

/** What a run that comes to a batch brings, with whom it shares one, and how long it would have that wait. N-61 to N-63 */
export function batchRequest(ready: ReadyNode<'batch'>): BatchRequest {
  const { fields, call, scope, snapshot } = ready;
  const { data } = scope;
  const { sort_key: sortKey, ...others } = fields.retain;
  const retain = { ...others, ...(sortKey !== undefined && { sortKey }) };
  const { category_key: category } = fields;
  return {
    call,
    environmentId: snapshot.environmentId,
    key: nodeKey(ready, [userOf(scope, call), category === undefined ? null : valueIn(data, category)]),
    until: addDuration(call.at, durationOf(fields.wait_period)),
    latest: addDuration(call.at, durationOf(fields.max_wait_period)),
    mostItems: fields.max_items,
    retain,
    value: sortValue(data, retain),
    size: LARGEST_JSON - roomLeft(data, LARGEST_JSON),
  };
}
