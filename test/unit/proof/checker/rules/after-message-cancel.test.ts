import { expect, it } from 'vitest';

import { check } from '../../../../proof/checker/check.ts';
import { broken, heldBack, Logs } from '../logs.ts';

function canceledMessage(status: number, told: string, shown = told, calls: string[] = []): Logs {
  const logs = new Logs();
  logs.post('/send', 'key-1', heldBack(logs.now), 202, { requestId: 'm-1' });
  logs.post('/messages/m-1/cancel', 'key-2', {}, status, { id: 'm-1', status: told });
  const providers = calls.map((call) => ({ status: call }));
  logs.get('/messages/m-1', { id: 'm-1', recipient: 'ada', runId: 'm-1', status: shown, providers });
  return logs;
}

it('§11.2 checker: it stays canceled, and nothing arrives', () => {
  const logs = canceledMessage(200, 'CANCELED');
  expect([broken(logs), check(logs).figures['messages canceled']]).toEqual([[], 1]);
  logs.mail('r1 s0', 'ada', 'm-1', { verdict: 'refused' });
  expect(broken(logs)).toEqual(['after cancel: deduplicating m-1 to ada@x.org: "r1 s0" arrived 2500 ms later']);
});

it('§11.2 checker: a message that goes out although its cancel was answered with yes', () => {
  const logs = canceledMessage(200, 'CANCELED', 'SENT', ['SENT']);
  logs.mail('r1 s0', 'ada', 'm-1');
  expect(broken(logs)).toEqual([
    'after cancel: deduplicating m-1 to ada@x.org: its message is SENT',
    'after cancel: deduplicating m-1 to ada@x.org: "r1 s0" arrived 2500 ms later',
  ]);
});

it('§11.2 checker: one that came too late is an answer, and changes nothing', () => {
  const logs = canceledMessage(409, 'SENT', 'SENT', ['SENT']);
  logs.mail('r1 s0', 'ada', 'm-1');
  expect([broken(logs), check(logs).figures['requests never answered']]).toEqual([[], 0]);
});
