import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Courier from '@trycourier/courier';
import { describe, expect, it } from 'vitest';

const FOLDER = 'test/conformance';

const courier = new Courier({ apiKey: 'none' });

const { automations, brands, inbound, journeys, lists, messages, notifications, profiles, send, tenants, users } =
  courier;
const resources = {
  automations,
  'automations.invoke': automations.invoke,
  brands,
  inbound,
  journeys,
  lists,
  'lists.subscriptions': lists.subscriptions,
  messages,
  notifications,
  profiles,
  'profiles.lists': profiles.lists,
  send,
  tenants,
  'users.preferences': users.preferences,
  'users.tenants': users.tenants,
};

const called = readdirSync(FOLDER)
  .map((file) => readFileSync(join(FOLDER, file), 'utf8'))
  .join('\n');

const methods = Object.entries(resources).flatMap(([name, resource]) =>
  Object.getOwnPropertyNames(Object.getPrototypeOf(resource))
    .filter((method) => method !== 'constructor')
    .map((method) => `${name}.${method}`),
);

describe('methods of the SDK', () => {
  it.each(methods)('W-01 conformance: courier.%s is called', (method) => {
    expect(called).toContain(`courier.${method}(`);
  });
});
