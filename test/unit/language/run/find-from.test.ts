import { expect, it } from 'vitest';

import type { JsonObject } from '../../../../language/json/json.ts';
import { findFrom } from '../../../../language/run/find-from.ts';
import { compiledNode } from '../../../support/compiled-node.ts';

const scope = { data: { total: 1 }, profile: { plan: 'gold' }, recipient: 'ada', outputs: {} };
const found = (node: JsonObject) =>
  ['total', 'plan', 'user_id', 'profile.plan', 'recipient'].map(findFrom(compiledNode(node), scope));

it('N-02 a node looks for a path without a root in data, in the profile, and for the id of its user', () => {
  const all = [1, 'gold', 'ada', 'gold', 'ada'];
  expect(found({ type: 'trigger', trigger_type: 'api-invoke' })).toEqual(all);
  expect(found({ type: 'exit' })).toEqual(all);
});

it('N-27 the trigger of an event looks in the event alone', () => {
  const own = [1, undefined, undefined, 'gold', 'ada'];
  expect(found({ type: 'trigger', trigger_type: 'segment', request_type: 'track' })).toEqual(own);
  expect(found({ type: 'trigger', trigger_type: 'webhook', event_source: 'shop' })).toEqual(own);
});
