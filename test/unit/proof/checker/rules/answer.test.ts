import { expect, it } from 'vitest';

import { broken, delivered, Logs, sending } from '../logs.ts';

it('W-42 checker: a request may be asked until it is answered, and then has one answer', () => {
  const logs = new Logs();
  logs.post('/automations/invoke', 'key-1', sending);
  logs.post('/automations/invoke', 'key-1', sending, 409);
  logs.post('/automations/invoke', 'key-1', sending, 200, { runId: 'run-1' });
  logs.mail('r1 s0', 'ada', 'm-1');
  logs.readRun('PROCESSED');
  expect(broken(logs)).toEqual([]);
  logs.post('/automations/invoke', 'key-1', sending, 200, { runId: 'run-2' });
  expect(broken(logs)).toEqual([
    'answer: deduplicating /automations/invoke key-1 was answered in 2 ways: {"runId":"run-1"} and {"runId":"run-2"}',
  ]);
});

it('W-42 checker: a request that was refused, one that is never answered, and two that share a run', () => {
  const refused = new Logs();
  refused.post('/automations/invoke', 'key-1', sending, 500);
  expect(broken(refused)).toEqual(['answer: deduplicating /automations/invoke key-1 was refused with 500']);
  const silent = new Logs();
  silent.post('/automations/invoke', 'key-1', sending);
  expect(broken(silent)).toEqual([]);
  silent.tick(90_000);
  silent.post('/automations/invoke', 'key-1', sending);
  expect(broken(silent)).toEqual(['answer: deduplicating /automations/invoke key-1 was never answered']);
  const shared = delivered();
  shared.post('/automations/invoke', 'key-2', sending, 200, { runId: 'run-1' });
  shared.readRun('PROCESSED');
  expect(broken(shared)).toEqual(['answer: deduplicating run-1: given to 2 requests']);
});

it('W-42 checker: a yes that names no run, and a question that is answered as none should be', () => {
  const nameless = new Logs();
  nameless.post('/automations/invoke', 'key-1', sending, 200);
  expect(broken(nameless)).toEqual(['answer: deduplicating /automations/invoke key-1 was accepted without an id']);
  const broke = delivered();
  broke.readRun('PROCESSED');
  for (const status of [404, 500, 503]) broke.get('/automations/runs/run-1', {}, status);
  expect(broken(broke)).toEqual([
    'answer: deduplicating GET /automations/runs/run-1 got 404',
    'answer: deduplicating GET /automations/runs/run-1 got 500',
  ]);
});
