import { expect, test } from 'vitest';

import { inspectMessages } from '../../../messages/inspect-messages.ts';

const fields = (body: string) => ({ message: { to: { email: 'a@example.com' }, content: { title: 'T', body } } });
const heavy = fields('{{a}}'.repeat(4_990));

test('W-08 content: the steps of one request share a budget, the next request has its own', () => {
  const inspect = inspectMessages(0);
  expect(inspect(heavy)).toEqual([]);
  const excess = { path: 'message.content.body', message: 'takes the content past 5000 variables and blocks' };
  expect(inspect(heavy)).toEqual([excess]);
  expect(inspectMessages(0)(heavy)).toEqual([]);
});

test('W-08 content: 2,000 heavy steps are refused without being compiled', () => {
  const inspect = inspectMessages(0);
  const refused = Array.from({ length: 2_000 }, () => inspect(heavy)).filter(({ length }) => length > 0);
  expect(refused).toHaveLength(1_999);
});

test('W-08 content: what no template can be is named; other fields, and content by reference, are not looked at', () => {
  const inspect = inspectMessages(0);
  expect(inspect(fields('{{#if}}'))).toEqual([
    { path: 'message.content.body', message: 'is not valid Handlebars on line 1' },
  ]);
  expect(inspect({ template: '{{' })).toEqual([]);
  expect(inspect({ message: { content: { $ref: 'data.content' } } })).toEqual([]);
});
