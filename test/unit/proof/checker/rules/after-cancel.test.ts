import { expect, it } from 'vitest';

import { check } from '../../../../proof/checker/check.ts';
import { accepted, broken, Logs, sending } from '../logs.ts';

function canceled(logs: Logs, body = { cancelation_token: 'token-1' } as object): Logs {
  logs.post('/automations/cancel', 'key-2', body, 202, { status: 'CANCELED' });
  return logs;
}

it.each([
  [{ cancelation_token: 'token-1' }, 'accepted'],
  [{ run_id: 'run-1' }, 'accepted'],
  [{ run_id: 'run-1' }, 'refused'],
] as const)('J-65 checker: a mail after the cancel of %j, which was %s', (body, verdict) => {
  const logs = canceled(accepted(), body);
  logs.mail('r1 s0', 'ada', 'm-1', { verdict });
  const sent = verdict === 'accepted';
  logs.readRun('CANCELED', sent ? 'SENT' : 'CANCELED', [sent ? 'SENT' : 'DEFERRED'], []);
  expect(broken(logs)).toEqual(['after cancel: deduplicating run-1: "r1 s0" arrived 1000 ms later']);
});

it('J-65 checker: a call that was under way may end after the cancel, one that begins then is told', () => {
  const underWay = accepted();
  const begun = underWay.tick();
  canceled(underWay).mail('r1 s0', 'ada', 'm-1');
  underWay.readRun('CANCELED', 'SENT', ['SENT'], [begun]);
  expect(broken(underWay)).toEqual([]);
  expect(check(underWay).figures['under way at a cancel']).toBe(1);
  const later = canceled(accepted());
  const at = later.tick();
  later.readRun('CANCELED', 'ROUTED', ['UNKNOWN'], [at]);
  expect(broken(later)).toEqual([
    `after cancel: deduplicating run-1: a provider was called at ${new Date(at).toISOString()}`,
  ]);
});

it('J-65 checker: a run that is seen open after its cancel', () => {
  const logs = canceled(accepted());
  logs.get('/automations/runs/run-1', { run: { run_id: 'run-1', status: 'WAITING' } });
  logs.readRun('CANCELED', 'CANCELED', []);
  expect(broken(logs)).toContain('after cancel: deduplicating run-1: still open');
});

it('J-65 checker: a cancel that is answered with a run that goes on', () => {
  const logs = accepted();
  logs.post('/automations/cancel', 'key-2', { run_id: 'run-1' }, 202, { status: 'WAITING' });
  logs.readRun('CANCELED', 'CANCELED', [], []);
  expect(broken(logs)).toEqual(['after cancel: deduplicating run-1: its cancel was answered with WAITING']);
});

it('F-11 checker: of a list that is canceled no more arrive than one chunk has, and those soon', () => {
  const users = Array.from({ length: 60 }, (_, place) => `user-${place}`);
  const canceledInAList = (late: number, afterMs = 1) => {
    const logs = new Logs();
    for (const user of users) logs.put(`/profiles/${user}`, { profile: { email: `${user}@x.org` } });
    logs.put('/lists/all/subscriptions', { recipients: users.map((recipientId) => ({ recipientId })) });
    const steps = [{ action: 'send-list', list: 'all', message: { content: { title: 'r1 s0' } } }];
    const automation = { cancelation_token: 'token-1', steps };
    logs.post('/automations/invoke', 'key-1', { automation }, 200, { runId: 'run-1' });
    canceled(logs);
    const at = logs.now + afterMs;
    const calls = { runId: 'run-1', status: 'SENT', providers: [{ status: 'SENT' }] };
    for (const [place, user] of users.slice(0, late).entries()) {
      logs.mail('r1 s0', user, `m-${place}`, { at });
      logs.get(`/messages/m-${place}`, { id: `m-${place}`, recipient: user, ...calls });
    }
    logs.get('/automations/runs/run-1', { run: { run_id: 'run-1', status: 'CANCELED' } });
    return broken(logs);
  };
  expect(canceledInAList(50)).toEqual([]);
  expect(canceledInAList(51)).toEqual(['after cancel: deduplicating run-1: 51 of a list arrived later']);
  expect(canceledInAList(1, 60_000)).toEqual(['after cancel: deduplicating run-1: "r1 s0" arrived 60000 ms later']);
});

it('J-65 J-68 checker: mails of runs that had ended, or were accepted later, are no breach', () => {
  const ended = canceled(accepted());
  ended.mail('r1 s0', 'ada', 'm-1');
  ended.readRun('PROCESSED', 'SENT', ['DEFERRED', 'SENT']);
  expect(broken(ended)).toEqual([]);
  const later = canceled(new Logs());
  later.post('/automations/invoke', 'key-1', sending, 200, { runId: 'run-1' });
  later.mail('r1 s0', 'ada', 'm-1');
  later.readRun('PROCESSED');
  expect(broken(later)).toEqual([]);
});
