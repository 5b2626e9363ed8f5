import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { type ApiUnderTest, keys, startApi } from '../support/api.ts';

const lines: string[] = [];
let api: ApiUnderTest;

beforeAll(async () => {
  api = await startApi({ log: pino({ level: 'trace' }, { write: (line: string) => lines.push(line) }) });
});

afterAll(() => api.close());

test('W-20 log: one line a request, found by its id, without keys, bodies, or what the path names', async () => {
  const body = { profile: { email: 'canary@x.io' } };
  const answer = await api.ask('PUT', '/profiles/canary-user?canary=query', { body });
  await api.ask('POST', '/profiles/canary-user', {
    body: '{"profile":{"canary"',
    headers: { 'content-type': 'application/json' },
  });
  await api.ask('GET', '/profiles/canary-user', { headers: { authorization: 'Bearer canary-key' } });
  const logged = lines.map((line) => JSON.parse(line));
  expect(logged.filter(({ msg }) => msg === 'request')).toHaveLength(3);
  const line = logged.find(({ reqId }) => reqId === answer.headers['x-request-id']);
  expect(line).toMatchObject({
    method: 'PUT',
    path: '/profiles/:user_id',
    status: 200,
    key: keys.test,
    environment: 'one-test',
  });
  expect(lines.join('')).not.toContain('canary');
  expect(lines.join('')).not.toContain('Bearer');
});

test('W-06 log: what is an internal error to the client is told to the log', async () => {
  await api.database.query('ALTER TABLE workspace RENAME TO hidden');
  const answer = await api.ask('GET', '/workspace');
  await api.database.query('ALTER TABLE hidden RENAME TO workspace');
  expect([answer.statusCode, answer.json()]).toEqual([500, { type: 'api_error', message: 'Internal error' }]);
  const failure = lines.map((line) => JSON.parse(line)).find(({ msg }) => msg === 'request failed');
  expect(failure).toMatchObject({ code: 'internal', reqId: answer.headers['x-request-id'] });
  expect(failure.err.stack).toContain('workspace');
});
