import { expect, it } from 'vitest';

import { broken, delivered } from '../logs.ts';

it('J-42 checker: a run that comes back out of its end', () => {
  const logs = delivered();
  logs.readRun('PROCESSED');
  logs.get('/automations/runs/run-1', { run: { run_id: 'run-1', status: 'WAITING' } });
  logs.readRun('PROCESSED');
  expect(broken(logs)).toEqual(['went back: run deduplicating run-1: PROCESSED, then WAITING']);
});

it('J-42 checker: a message that was sent and then is not', () => {
  const logs = delivered();
  logs.readRun('PROCESSED');
  logs.get('/messages?traceId=run-1', {
    results: [{ id: 'm-1', recipient: 'ada', runId: 'run-1', status: 'ENQUEUED' }],
  });
  logs.readRun('PROCESSED');
  expect(broken(logs)).toEqual(['went back: message deduplicating m-1: SENT, then ENQUEUED']);
});

it('J-42 S-07 checker: a message is accepted before it is held back, and not again after that', () => {
  const statuses = (...shown: string[]) => {
    const logs = delivered();
    const results = shown.map((status) => ({ id: 'm-1', recipient: 'ada', runId: 'run-1', status }));
    for (const result of results) logs.get('/messages?traceId=run-1', { results: [result] });
    logs.readRun('PROCESSED');
    return broken(logs);
  };
  expect(statuses('ENQUEUED', 'DELAYED', 'ROUTED')).toEqual([]);
  expect(statuses('DELAYED', 'ENQUEUED')).toEqual(['went back: message deduplicating m-1: DELAYED, then ENQUEUED']);
});

it('J-42 checker: a run may go between processing and waiting, and questions that overlap have no order', () => {
  const logs = delivered();
  for (const status of ['PROCESSING', 'WAITING', 'PROCESSING'])
    logs.get('/automations/runs/run-1', { run: { run_id: 'run-1', status } });
  const [slow] = logs.exchanges.slice(-1);
  logs.readRun('PROCESSED');
  if (slow) slow.endedAt = logs.tick();
  expect(broken(logs)).toEqual([]);
});
