import { describe, expect, it } from 'vitest';

import { check } from '../../../proof/checker/check.ts';
import { Logs, sending } from './logs.ts';

/** The rules that a round breaks. */
function broken(logs: Logs): string[] {
  return check(logs).violations.map(({ rule, what }) => `${rule}: ${what}`);
}

function accepted(environment?: string): Logs {
  const logs = new Logs(environment);
  logs.post('/automations/invoke', 'key-1', sending, 200, { runId: 'run-1' });
  return logs;
}

function delivered(environment?: string): Logs {
  const logs = accepted(environment);
  logs.mail('r1 s0', 'ada', 'm-1');
  return logs;
}

describe('losses', () => {
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

  it('F-13 checker: a message that was given up is a loss, one that waits for its next attempt is not', () => {
    const waiting = accepted();
    waiting.readRun('PROCESSED', 'ROUTED', ['DEFERRED']);
    expect(broken(waiting)).toEqual([]);
    const ended = accepted();
    ended.readRun('PROCESSED', 'UNDELIVERABLE', ['UNDELIVERABLE']);
    expect(broken(ended)).toEqual(['lost: deduplicating run-1 to ada@x.org: its message is UNDELIVERABLE']);
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
});

describe('doubles', () => {
  it('F-13 checker: a mail that a deduplicating server was handed twice is kept once', () => {
    const logs = delivered();
    logs.mail('r1 s0', 'ada', 'm-1', { verdict: 'repeated' });
    logs.readRun('PROCESSED', 'SENT', ['UNKNOWN', 'SENT']);
    expect(broken(logs)).toEqual([]);
  });

  it('F-13 checker: the same mail under two keys is a double', () => {
    const logs = delivered();
    logs.mail('r1 s0', 'ada', 'm-2');
    logs.readRun('PROCESSED', 'SENT', ['UNKNOWN', 'SENT']);
    expect(broken(logs)).toEqual([
      'doubled: deduplicating run-1: "r1 s0" to ada@x.org under the keys m-1-email, m-2-email',
      'doubled: deduplicating run-1: "r1 s0" to ada@x.org 2 times, 1 calls unknown',
    ]);
  });

  it('F-13 checker: a plain server may have two where the API lists a call as unknown', () => {
    const logs = delivered('plain');
    logs.mail('r1 s0', 'ada', 'm-1');
    logs.readRun('PROCESSED', 'SENT', ['UNKNOWN', 'SENT']);
    expect(broken(logs)).toEqual([]);
    expect(check(logs).figures['doubles listed as unknown']).toBe(1);
  });

  it('F-13 checker: a plain server has two, and the API lists no call as unknown', () => {
    const logs = delivered('plain');
    logs.mail('r1 s0', 'ada', 'm-1');
    logs.readRun('PROCESSED', 'SENT', ['SENT', 'SENT']);
    expect(broken(logs)).toEqual(['doubled: plain run-1: "r1 s0" to ada@x.org 2 times, 0 calls unknown']);
  });

  it('F-13 checker: what is to go out at most once has no second, not even a listed one', () => {
    const logs = delivered('careful');
    logs.post('/providers', 'key-2', { settings: { guarantee: 'at-most-once' } }, 201);
    logs.mail('r1 s0', 'ada', 'm-1');
    logs.readRun('PROCESSED', 'SENT', ['UNKNOWN', 'SENT']);
    expect(broken(logs)).toEqual(['doubled: careful run-1: "r1 s0" to ada@x.org 2 times, 1 calls unknown']);
  });

  it('F-13 checker: a mail of no call that the API lists', () => {
    const logs = delivered();
    logs.readRun('PROCESSED', 'ROUTED', ['DEFERRED']);
    expect(broken(logs)).toEqual(['unlisted: deduplicating run-1: "r1 s0" to ada@x.org 1 times, 0 calls listed']);
  });
});

describe('cancels', () => {
  function canceled(logs: Logs, body = { cancelation_token: 'token-1' } as object): Logs {
    logs.post('/automations/cancel', 'key-2', body, 202);
    return logs;
  }

  it.each([{ cancelation_token: 'token-1' }, { run_id: 'run-1' }])(
    'J-65 checker: a mail after the cancel of %j',
    (body) => {
      const logs = canceled(accepted(), body);
      logs.mail('r1 s0', 'ada', 'm-1');
      logs.readRun('CANCELED', 'SENT', ['SENT'], []);
      expect(broken(logs)).toEqual(['after cancel: deduplicating run-1: "r1 s0" arrived 1000 ms later']);
    },
  );

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
});

describe('statuses', () => {
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

  it('J-42 checker: a run may go between processing and waiting, and questions that overlap have no order', () => {
    const logs = delivered();
    for (const status of ['PROCESSING', 'WAITING', 'PROCESSING'])
      logs.get('/automations/runs/run-1', { run: { run_id: 'run-1', status } });
    const [slow] = logs.exchanges.slice(-1);
    logs.readRun('PROCESSED');
    if (slow) slow.endedAt = logs.tick();
    expect(broken(logs)).toEqual([]);
  });
});

describe('recipients', () => {
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
});

describe('answers', () => {
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
});
