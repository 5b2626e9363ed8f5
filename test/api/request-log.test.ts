import { afterAll, beforeAll, expect, test } from 'vitest';

import { createLogger } from '../../platform/logging/logger.ts';
import { type ApiUnderTest, keys, startApi } from '../support/api.ts';

const lines: string[] = [];
let api: ApiUnderTest;

beforeAll(async () => {
  const destination = { write: (line: string) => lines.push(line) };
  api = await startApi({ log: createLogger({ logLevel: 'trace', logFormat: 'json' }, 'api', destination) });
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

test('E-12 log: what comes by a webhook is told of its name and environment, never with its token', async () => {
  const { token } = (await api.ask('POST', '/inbound/webhooks', { body: { name: 'Shop' } })).json();
  const answer = await api.app.inject({ method: 'POST', url: `/inbound/webhook/${token}`, payload: 'canary' });
  await api.app.inject({ method: 'POST', url: '/inbound/webhook/canary-token', payload: 'canary' });
  const line = lines.map((text) => JSON.parse(text)).find(({ reqId }) => reqId === answer.headers['x-request-id']);
  expect(line).toMatchObject({
    path: '/inbound/webhook/:token',
    webhook: 'Shop',
    environment: 'one-test',
    status: 202,
  });
  for (const secret of [token, 'canary']) expect(lines.join('')).not.toContain(secret);
});

test('J-50 log: a request that starts a run, or names one, is found by the run', async () => {
  const automation = { steps: [{ action: 'delay', duration: '1 day' }] };
  const { runId } = (await api.ask('POST', '/automations/invoke', { body: { automation } })).json();
  await api.ask('GET', `/automations/runs/${runId}/steps`);
  await api.ask('POST', '/automations/cancel', { body: { run_id: runId } });
  await api.ask('GET', '/automations/runs/1-canary');
  await api.ask('POST', '/automations/cancel', { body: { run_id: 'canary' } });
  const found = lines.map((line) => JSON.parse(line)).filter((line) => line.runId === runId);
  expect(found.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'POST /automations/invoke',
    'GET /automations/runs/:id/steps',
    'POST /automations/cancel',
  ]);
  expect(lines.join('')).not.toContain('canary');
});

test('W-06 log: a refusal is logged with its code, and without what its message quotes', async () => {
  const refused = await api.ask('POST', '/automations/invoke', {
    body: { automation: { steps: [{ action: 'canary' }] } },
  });
  const unknown = await api.ask('GET', '/messages/canary');
  const codeOf = ({ headers }: typeof refused) =>
    lines.map((line) => JSON.parse(line)).find(({ reqId }) => reqId === headers['x-request-id'])?.code;
  expect([refused.statusCode, codeOf(refused)]).toEqual([400, 'invalid_request']);
  expect([unknown.statusCode, codeOf(unknown)]).toEqual([404, 'not_found']);
  expect(lines.join('')).not.toContain('canary');
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

test('W-20 log: what PostgreSQL quotes of rows when it refuses one stays out of it', async () => {
  await api.database.query(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'refused' USING DETAIL = 'Failing row contains (quoted).', ERRCODE = '23514'; END $$`);
  await api.database.query('CREATE TRIGGER refuse BEFORE INSERT ON run EXECUTE FUNCTION refuse()');
  const body = { automation: { steps: [{ action: 'delay', duration: '1 hour' }] } };
  const answer = await api.ask('POST', '/automations/invoke', { body });
  await api.database.query('DROP TRIGGER refuse ON run');
  expect([answer.statusCode, answer.json().message]).toEqual([500, 'Internal error']);
  const failure = lines.map((line) => JSON.parse(line)).find(({ reqId }) => reqId === answer.headers['x-request-id']);
  expect(failure.err).toMatchObject({ message: 'refused', code: '23514' });
  expect(lines.join('')).not.toContain('quoted');
});
