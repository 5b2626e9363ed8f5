import { afterAll, beforeAll, expect, test } from 'vitest';

import { type ApiUnderTest, startApi } from '../support/api.ts';

let api: ApiUnderTest;

beforeAll(async () => {
  api = await startApi();
});

afterAll(() => api.close());

const open = { headers: { authorization: '' } };

test('R-21 description: every route is in it, made of the schemas that validate, and it needs no key', async () => {
  const answer = await api.ask('GET', '/openapi.json', open);
  expect(answer.statusCode).toBe(200);
  const { paths, components } = answer.json();
  expect(Object.keys(paths).sort()).toEqual([
    '/api-keys',
    '/api-keys/{id}',
    '/automations',
    '/automations/cancel',
    '/automations/invoke',
    '/automations/runs',
    '/automations/runs/{id}',
    '/automations/runs/{id}/steps',
    '/automations/simulate',
    '/automations/{id}',
    '/automations/{id}/invoke',
    '/automations/{id}/publish',
    '/automations/{id}/versions',
    '/brands',
    '/brands/{id}',
    '/health/live',
    '/health/ready',
    '/inbound/courier',
    '/inbound/events',
    '/inbound/events/names',
    '/inbound/rudderstack',
    '/inbound/segment',
    '/inbound/webhook/{token}',
    '/inbound/webhooks',
    '/inbound/webhooks/{name}',
    '/journeys',
    '/journeys/cancel',
    '/journeys/runs',
    '/journeys/runs/{id}',
    '/journeys/runs/{id}/steps',
    '/journeys/simulate',
    '/journeys/{id}',
    '/journeys/{id}/invoke',
    '/journeys/{id}/invoke-curl',
    '/journeys/{id}/publish',
    '/journeys/{id}/templates',
    '/journeys/{id}/templates/{notificationId}',
    '/journeys/{id}/templates/{notificationId}/content',
    '/journeys/{id}/templates/{notificationId}/locales/{localeId}',
    '/journeys/{id}/templates/{notificationId}/publish',
    '/journeys/{id}/templates/{notificationId}/versions',
    '/journeys/{id}/versions',
    '/lists',
    '/lists/{list_id}',
    '/lists/{list_id}/restore',
    '/lists/{list_id}/subscriptions',
    '/lists/{list_id}/subscriptions/{user_id}',
    '/messages',
    '/messages/{id}',
    '/messages/{id}/cancel',
    '/messages/{id}/history',
    '/messages/{id}/output',
    '/messages/{id}/resend',
    '/notifications',
    '/notifications/{id}',
    '/notifications/{id}/content',
    '/notifications/{id}/elements/{elementId}',
    '/notifications/{id}/locales/{localeId}',
    '/notifications/{id}/publish',
    '/notifications/{id}/versions',
    '/preferences/pages/{page_id}',
    '/preferences/publish',
    '/preferences/sections',
    '/preferences/sections/{section_id}',
    '/preferences/sections/{section_id}/topics',
    '/preferences/sections/{section_id}/topics/{topic_id}',
    '/profiles/{user_id}',
    '/profiles/{user_id}/lists',
    '/providers',
    '/providers/catalog',
    '/providers/{id}',
    '/send',
    '/tenants',
    '/tenants/{tenant_id}',
    '/tenants/{tenant_id}/default_preferences/items/{topic_id}',
    '/tenants/{tenant_id}/users',
    '/users/{user_id}/preferences',
    '/users/{user_id}/preferences/{topic_id}',
    '/users/{user_id}/tenants',
    '/users/{user_id}/tenants/{tenant_id}',
    '/workspace',
  ]);
  const body = paths['/automations/invoke'].post.requestBody.content['application/json'].schema;
  expect(JSON.stringify(body)).toContain('"#/components/schemas/AutomationAdHocInvokeParams"');
  expect(components.schemas.AutomationAdHocInvokeParams.properties).toHaveProperty('automation');
  const late = paths['/messages/{id}/cancel'].post.responses['409'].content['application/json'].schema;
  expect(JSON.stringify(late)).toContain('"#/components/schemas/MessageDetails');
  const references = JSON.stringify(answer.json()).matchAll(/"#\/components\/schemas\/([^"]+)"/g);
  for (const [, name = ''] of references) expect(components.schemas).toHaveProperty([name]);
});

test('R-21 description: there is a page for reading it', async () => {
  const page = await api.ask('GET', '/docs', open);
  expect([page.statusCode, page.headers['content-type']]).toEqual([200, expect.stringContaining('text/html')]);
  expect((await api.ask('GET', '/docs/swagger-ui-bundle.js', open)).statusCode).toBe(200);
});
