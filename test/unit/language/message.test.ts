import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';
import { z } from 'zod';

import { actions } from '../../../language/actions/index.ts';
import { AdHocInvoke } from '../../../language/automation.ts';
import { MessageRequest } from '../../../language/message.ts';

const issuesOf = (message: unknown) =>
  MessageRequest.safeParse(message).error?.issues.map(({ path, message: text }) => `${path.join('.')}: ${text}`) ?? [];

test('A-22 message: keeps the keys of `to` that it does not know, and drops nulls', () => {
  const to = { user_id: 'u', email: null, slack: { channel: 'c' } };
  expect(MessageRequest.parse({ to, template: 't', content: null, data: { kept: null } })).toEqual({
    to: { user_id: 'u', slack: { channel: 'c' } },
    template: 't',
    data: { kept: null },
  });
});

test.each([
  [{}, 'needs exactly one of template and content'],
  [{ template: 't', content: { title: 't', body: 'b' } }, 'needs exactly one of template and content'],
  [{ template: null, content: null }, 'needs exactly one of template and content'],
])('A-22 message: %j is refused', (message, problem) => {
  expect(issuesOf(message)).toEqual([`: ${problem}`]);
});

test.each<[object, string[]]>([
  [{ metadata: { tags: Array(9).fill('x'.repeat(30)) } }, []],
  [{ metadata: { tags: Array(10).fill('x') } }, ['metadata.tags: must be at most 9 tags']],
  [{ metadata: { tags: ['x'.repeat(31)] } }, ['metadata.tags.0: must be at most 30 characters']],
  [{ routing: { method: 'all', channels: ['email', { method: 'single', channels: ['sms', 'push'] }] } }, []],
  [{ routing: { method: 'some', channels: [] } }, ['routing.method: Invalid option: expected one of "all"|"single"']],
  [{ channels: { email: { override: { body: {} }, providers: ['smtp'] } }, providers: { smtp: { override: {} } } }, []],
  [{ to: [{ user_id: 'u' }] }, ['to: Invalid input: expected object, received array']],
  [{ context: { tenant_id: 't' }, preferences: { subscription_topic_id: 'p' }, brand_id: 'b' }, []],
])('A-22 message: %j', (fields, problems) => {
  expect(issuesOf({ template: 't', ...fields })).toEqual(problems);
});

test('A-08 schemas: describe themselves as OpenAPI needs it, each action with its fields', () => {
  const { definitions } = z.toJSONSchema(AdHocInvoke, { io: 'input', target: 'openapi-3.0' });
  expect(definitions).toMatchObject({
    AutomationAdHocInvokeParams: { required: ['automation'] },
    Automation: { required: ['steps'], properties: { steps: { minItems: 1, maxItems: 200 } } },
    AutomationStep: {
      required: ['action'],
      properties: { action: { enum: Object.keys(actions) }, until: {}, merge_strategy: {}, template: {}, message: {} },
    },
    MessageRequest: { properties: { template: { type: 'string' }, content: {}, routing: {} } },
    MessageRouting: {},
  });
});

test('A-22 message: its page names every field, also those without effect', () => {
  const page = readFileSync('docs/reference/steps/send.md', 'utf8');
  const unnamed = Object.keys(MessageRequest.shape).filter((field) => !page.match(`\`message\\.${field}[\`.]`));
  expect(unnamed).toEqual([]);
});

test.each(['list_id', 'list_pattern', 'audience_id'])(
  'A-22 message: %s is refused, since a send reaches one recipient',
  (name) => {
    const content = { title: 'T', body: 'B' };
    const parsed = MessageRequest.safeParse({ to: { [name]: 'everyone' }, content });
    expect(parsed.error?.issues.map(({ path }) => path.join('.'))).toEqual([`to.${name}`]);
    expect(parsed.error?.issues[0]?.message.includes('the step send-list')).toBe(name.startsWith('list'));
    expect(MessageRequest.safeParse({ to: { [name]: null, user_id: 'ada' }, content }).success).toBe(true);
  },
);

test.each([
  [{ tenant_id: 'acme' }, false],
  [{ tenant_id: 'acme', locale: 'de' }, false],
  [{ tenant_id: 'acme', user_id: 'ada' }, true],
  [{ tenant_id: 'acme', email: 'a@x.io' }, true],
  [{ tenant_id: 'acme', slack: { channel: 'c' } }, true],
  [{ tenant_id: null }, true],
  [{ context: { tenant_id: 'acme' } }, true],
])('A-22 message: a tenant by itself is all of its users, and refused: %j', (to, isAllowed) => {
  const parsed = MessageRequest.safeParse({ to, template: 't' });
  expect(parsed.error?.issues.map(({ path }) => path.join('.')) ?? []).toEqual(isAllowed ? [] : ['to.tenant_id']);
});

test.each(['user_id', 'email', 'phone_number'])(
  'A-22 message: an empty %s is refused: it would be another recipient',
  (name) => {
    const parsed = MessageRequest.safeParse({ to: { [name]: '' }, template: 't' });
    expect(parsed.error?.issues.map(({ path }) => path.join('.'))).toEqual([`to.${name}`]);
    expect(parsed.error?.issues[0]?.message.includes('the step send-list')).toBe(name.startsWith('list'));
  },
);
