import { expect, it } from 'vitest';

import { broken, delivered, heldBack, Logs, sending } from '../logs.ts';

function sentToList(): Logs {
  const logs = new Logs();
  for (const user of ['ada', 'bob']) logs.put(`/profiles/${user}`, { profile: { email: `${user}@x.org` } });
  logs.put('/lists/all/subscriptions', { recipients: [{ recipientId: 'ada' }, { recipientId: 'bob' }] });
  const steps = [{ action: 'send-list', list: 'all', message: { content: { title: 'r1 s0' } } }];
  logs.post('/automations/invoke', 'key-1', { automation: { steps } }, 200, { runId: 'run-1' });
  logs.mail('r1 s0', 'ada', 'm-1');
  logs.readRun('PROCESSED');
  return logs;
}

it('A-23 checker: everyone on the list, and nobody else', () => {
  const logs = sentToList();
  logs.mail('r1 s0', 'bob', 'm-2');
  logs.get('/messages/m-2', {
    id: 'm-2',
    recipient: 'bob',
    runId: 'run-1',
    status: 'SENT',
    providers: [{ status: 'SENT' }],
  });
  expect(broken(logs)).toEqual([]);
});

it('A-23 checker: one on the list who was left out', () => {
  expect(broken(sentToList())).toEqual(['lost: deduplicating run-1 to bob@x.org: no message']);
});

it('A-23 checker: a mail to a stranger, even one that was refused', () => {
  const logs = delivered();
  logs.readRun('PROCESSED');
  logs.mail('r1 s0', 'eve', 'm-3', { verdict: 'refused' });
  expect(broken(logs)).toEqual(['stranger: deduplicating: "r1 s0" to eve@x.org']);
});

it('F-13 S-07 checker: a mail that comes before its run has waited, or while it is to be held back', () => {
  const [step] = sending.automation?.steps ?? [];
  const automation = { steps: [{ action: 'delay', duration: '1 minute' }, step] as never };
  const hasty = new Logs();
  hasty.post('/automations/invoke', 'key-1', { automation }, 200, { runId: 'run-1' });
  hasty.mail('r1 s0', 'ada', 'm-1');
  hasty.readRun('PROCESSED');
  expect(broken(hasty)).toEqual(['stranger: deduplicating: "r1 s0" to ada@x.org, 58500 ms early']);
  const held = new Logs();
  held.post('/send', 'key-1', heldBack(held.now + 5_000), 202, { requestId: 'm-1' });
  held.mail('r1 s0', 'ada', 'm-1');
  held.readRun('PROCESSED');
  expect(broken(held)).toEqual(['stranger: deduplicating: "r1 s0" to ada@x.org, 2500 ms early']);
});
