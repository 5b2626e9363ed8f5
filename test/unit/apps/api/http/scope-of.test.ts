import { expect, test } from 'vitest';

import { scopeOf } from '../../../../../apps/api/http/scope-of.ts';

test.each([
  ['GET', '/automations/runs/:id', 'read'],
  ['HEAD', '/providers', 'read'],
  ['GET', '/workspace', 'read'],
  ['GET', '/api-keys', 'admin'],
  ['POST', '/api-keys', 'admin'],
  ['DELETE', '/api-keys/:id', 'admin'],
  ['PUT', '/providers/:id', 'admin'],
  ['PATCH', '/workspace', 'admin'],
  ['POST', '/inbound/webhooks', 'admin'],
  ['DELETE', '/inbound/webhooks/:name', 'admin'],
  ['GET', '/inbound/webhooks', 'read'],
  ['GET', '/inbound/events', 'read'],
  ['POST', '/automations/simulate', 'read'],
  ['POST', '/journeys/simulate', 'read'],
  ['POST', '/send', 'send'],
  ['POST', '/inbound/segment', 'send'],
  ['POST', '/inbound/courier', 'send'],
  ['POST', '/inbound/rudderstack', 'send'],
  ['POST', '/automations/invoke', 'send'],
  ['POST', '/automations/:id/invoke', 'send'],
  ['POST', '/automations/cancel', 'send'],
  ['POST', '/journeys/cancel', 'send'],
  ['POST', '/messages/:message_id/cancel', 'send'],
  ['POST', '/messages/:message_id/resend', 'send'],
  ['POST', '/automations/:id/publish', 'write'],
  ['PUT', '/profiles/:user_id', 'write'],
  ['POST', '/profiles/:user_id/lists', 'write'],
  ['POST', '/a/route/of/a/later/release', 'write'],
])('W-21 DR-20 scopes: %s %s needs %s', (method, path, scope) => {
  expect(scopeOf(method, path)).toBe(scope);
});
