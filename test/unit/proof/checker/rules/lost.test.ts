import { expect, it } from 'vitest';

import { check } from '../../../../proof/checker/check.ts';
import { accepted, broken, delivered, heldBack, Logs, sending } from '../logs.ts';

it('F-13 checker: a run that sent its mail is no loss', () => {
  const logs = delivered();
  logs.readRun('PROCESSED');
  expect(broken(logs)).toEqual([]);
  expect(check(logs).figures).toMatchObject({ runs: 1, 'runs processed': 1, 'mails accepted': 1, attempts: 1 });
});

it('F-13 checker: a mail that no server has is a loss, whatever the API says', () => {
  const logs = accepted();
  logs.readRun('PROCESSED');
  expect(broken(logs)).toEqual(['lost: deduplicating run-1 to ada@x.org: SENT, but no server has it']);
});

it('F-13 checker: a run that the API does not show is a loss', () => {
  expect(broken(accepted())).toEqual(['lost: deduplicating run-1: the API does not show it']);
});

it.each([
  ['PROCESSING', 'lost: deduplicating run-1: neither ended nor waiting, but PROCESSING'],
  ['ERROR', 'lost: deduplicating run-1: ended as ERROR'],
])('F-13 checker: a run left as %s is a loss', (status, violation) => {
  const logs = delivered();
  logs.readRun(status);
  expect(broken(logs)).toEqual([violation]);
});

it('F-13 checker: a run may wait for its delay, and not for longer', () => {
  const logs = new Logs();
  const automation = { steps: [{ action: 'delay', duration: '2 minutes' }] };
  logs.post('/automations/invoke', 'key-1', { automation }, 200, { runId: 'run-1' });
  logs.get('/automations/runs/run-1', { run: { run_id: 'run-1', status: 'WAITING' } });
  expect(broken(logs)).toEqual([]);
  logs.tick(300_000);
  logs.get('/automations/runs/run-1', { run: { run_id: 'run-1', status: 'WAITING' } });
  expect(broken(logs)).toEqual(['lost: deduplicating run-1: should have gone on by now']);
});

it.each([
  ['ENQUEUED', []],
  ['ROUTED', ['DEFERRED']],
  ['ROUTED', ['DEFERRED', 'ROUTED']],
  ['CANCELED', []],
  ['UNDELIVERABLE', ['UNDELIVERABLE']],
])('F-13 checker: a message that is %s at the end, with calls %j, is a loss', (status, calls) => {
  const logs = accepted();
  logs.readRun('PROCESSED', status, calls);
  expect(broken(logs)).toEqual([`lost: deduplicating run-1 to ada@x.org: its message is ${status}`]);
});

it('F-13 S-07 checker: a message that is held back longer than was asked for', () => {
  const logs = new Logs();
  logs.post('/send', 'key-1', heldBack(logs.now + 5_000), 202, { requestId: 'm-1' });
  logs.tick(60_000);
  logs.get('/messages/m-1', { id: 'm-1', recipient: 'ada', runId: 'm-1', status: 'DELAYED', providers: [] });
  expect(broken(logs)).toEqual(['lost: deduplicating m-1 to ada@x.org: its message is DELAYED']);
});

it('F-13 checker: what was due before a run fell asleep is a loss, what is due after that is not', () => {
  const [first] = sending.automation?.steps ?? [];
  const later = { action: 'send', message: { ...first?.message, content: { title: 'r1 s2' } } };
  const automation = { steps: [first, { action: 'delay', duration: '1 day' }, later] as never };
  const logs = new Logs();
  logs.post('/automations/invoke', 'key-1', { automation }, 200, { runId: 'run-1' });
  logs.tick(60_000);
  logs.get('/automations/runs/run-1', { run: { run_id: 'run-1', status: 'WAITING' } });
  expect(broken(logs)).toEqual(['lost: deduplicating run-1 to ada@x.org: no message']);
  logs.mail('r1 s0', 'ada', 'm-1');
  logs.readRun('WAITING');
  expect(broken(logs)).toEqual([]);
});

it('F-13 checker: a run that is canceled although nobody asked for it is a loss', () => {
  const logs = accepted();
  logs.readRun('CANCELED', 'CANCELED', []);
  expect(broken(logs)).toEqual(['lost: deduplicating run-1: CANCELED, and nobody asked for it']);
});

it('F-13 checker: what a server says yes to and does not keep has not arrived', () => {
  const logs = accepted();
  logs.mail('r1 s0', 'ada', 'm-1', { verdict: 'repeated' });
  logs.readRun('PROCESSED');
  expect(broken(logs)).toEqual(['lost: deduplicating run-1 to ada@x.org: SENT, but no server has it']);
});

it('F-13 checker: a message of which nobody knows whether it arrived is a loss where it may be sent again', () => {
  const stuck = accepted();
  stuck.readRun('PROCESSED', 'ROUTED', ['UNKNOWN']);
  expect(broken(stuck)).toEqual(['lost: deduplicating run-1 to ada@x.org: its message is ROUTED']);
});

it('F-13 checker: a request to send whose message is nowhere is a loss', () => {
  const logs = new Logs();
  const [step] = sending.automation?.steps ?? [];
  logs.post('/send', 'key-1', { message: step?.message }, 202, { requestId: 'm-1' });
  expect(broken(logs)).toEqual(['lost: deduplicating m-1 to ada@x.org: no message']);
});
