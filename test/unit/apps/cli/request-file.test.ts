import { expect, it } from 'vitest';

import { requestIn } from '../../../../apps/cli/request-file.ts';

const steps = [{ action: 'delay', duration: '1 hour' }];
const nodes = [{ id: 't', type: 'trigger', trigger_type: 'api-invoke' }];

it.each([
  [{ steps, start: '2026-05-05' }, 'start: belongs beside the definition: {"automation": {…}, …}'],
  [{ nodes, user_id: 'ada' }, 'user_id: belongs beside the definition: {"journey": {…}, …}'],
  [{ automation: { steps }, asume: {} }, 'asume: is no field of a request'],
  [{ journey: { nodes }, recipient: 'ada' }, 'recipient: is no field of a request'],
  [{ name: 'Neither' }, 'holds neither the nodes of a journey nor the steps of an automation'],
])('DR-32 request file: %j is refused', (content, message) => {
  expect(() => requestIn(content, {})).toThrow(message);
});

it.each([
  ['an automation that was saved', { id: 'a', version: 'v2', alias: 'hi', created: 1, steps }],
  ['an automation with its context inside', { steps, recipient: 'ada', data: {} }],
  ['a journey that was saved', { id: 'j', name: 'J', state: 'PUBLISHED', created: 1, nodes }],
  ['a request', { journey: { nodes }, user_id: 'ada', start: '2026-05-05T00:00:00Z' }],
])('DR-32 request file: %s is taken', (_, content) => {
  expect(() => requestIn(content, {})).not.toThrow();
});
