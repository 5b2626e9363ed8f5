import { describe, expect, it } from 'vitest';

import { check } from '../../../proof/checker/check.ts';
import { heldBack, Logs, sending } from './logs.ts';

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
});

describe('runs that steps start', () => {
  function invoking(told: object): Logs {
    const logs = new Logs();
    const data = { subject: 'r1 s0', user_id: 'ada', email: 'ada@x.org' };
    const automation = { steps: [{ action: 'invoke', template: 'follow-up', context: { data } }] };
    logs.post('/automations/invoke', 'key-1', { automation }, 200, { runId: 'run-0' });
    logs.get('/automations/runs/run-0', { run: { run_id: 'run-0', status: 'PROCESSED' } });
    logs.get('/automations/runs/run-0/steps', { steps: [{ status: 'PROCESSED', context: told }] });
    logs.get('/messages?traceId=run-0', { results: [] });
    return logs;
  }

  it('F-13 checker: one that sent its mail, one that did not, one that never was', () => {
    const kept = invoking({ run_id: 'run-1' });
    kept.mail('r1 s0', 'ada', 'm-1');
    kept.readRun('PROCESSED');
    expect([broken(kept), check(kept).figures['runs begun by steps']]).toEqual([[], 1]);
    const silent = invoking({ run_id: 'run-1' });
    silent.get('/automations/runs/run-1', { run: { run_id: 'run-1', status: 'PROCESSED' } });
    expect(broken(silent)).toEqual(['lost: deduplicating run-1 to ada@x.org: no message']);
    expect(broken(invoking({}))).toEqual(['lost: deduplicating run-0: it started no run']);
  });
});

describe('resends', () => {
  const calls = (id: string, status: string) => {
    return { id, recipient: 'ada', runId: id, status, providers: [{ status }] };
  };

  function resent(status = 'SENT'): Logs {
    const logs = new Logs();
    const [step] = sending.automation?.steps ?? [];
    logs.post('/send', 'key-1', { message: step?.message }, 202, { requestId: 'm-1' });
    logs.mail('r1 s0', 'ada', 'm-1');
    logs.post('/messages/m-1/resend', 'key-2', {}, 200, { messageId: 'm-2' });
    logs.get('/messages/m-1', calls('m-1', 'SENT'));
    logs.get('/messages/m-2', calls('m-2', status));
    return logs;
  }

  it('W-32 checker: what is sent once more arrives once more', () => {
    const logs = resent();
    logs.mail('r1 s0', 'ada', 'm-2');
    expect([broken(logs), check(logs).figures['messages resent']]).toEqual([[], 1]);
    logs.mail('r1 s0', 'ada', 'm-3', { verdict: 'repeated' });
    expect(broken(logs)[0]).toBe(
      'doubled: deduplicating m-1: "r1 s0" to ada@x.org under the keys m-1-email, m-2-email, m-3-email',
    );
  });

  it('W-32 checker: one that is SENT and arrived nowhere, one that is still open, one that nobody knows', () => {
    expect(broken(resent())).toEqual(['lost: deduplicating m-1 to ada@x.org: SENT, but no server has it']);
    expect(broken(resent('ROUTED'))).toEqual(['lost: deduplicating m-1 to ada@x.org: its message is ROUTED']);
    const unknown = resent();
    unknown.exchanges.pop();
    expect(broken(unknown)).toEqual(['lost: deduplicating m-1 to ada@x.org: no message']);
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
    ]);
  });

  it('F-13 checker: two mails under one key are a double, of which a server that deduplicates keeps but one', () => {
    const logs = delivered();
    const message = { to: { user_id: 'bob', email: 'bob@x.org' }, content: { title: 'r2 s0' } };
    logs.post('/send', 'key-2', { message }, 202, { requestId: 'm-2' });
    logs.mail('r2 s0', 'bob', 'm-1', { verdict: 'repeated' });
    logs.readRun('PROCESSED');
    expect(broken(logs)).toContain(
      'doubled: deduplicating m-1-email is the key of "r1 s0" to ada@x.org and "r2 s0" to bob@x.org',
    );
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
    logs.readRun('PROCESSED', 'SENT', ['DEFERRED', 'SENT']);
    expect(broken(logs)).toContain('doubled: plain run-1: "r1 s0" to ada@x.org 2 times, 0 calls unknown');
  });

  it('F-13 checker: an unknown call excuses none that was made after one that was sent', () => {
    const logs = delivered('plain');
    logs.mail('r1 s0', 'ada', 'm-1');
    logs.readRun('PROCESSED', 'SENT', ['UNKNOWN', 'SENT', 'SENT']);
    expect(broken(logs)).toEqual(['doubled: plain run-1: "r1 s0" to ada@x.org was called for after it was SENT']);
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
    expect(broken(logs)).toContain('unlisted: deduplicating run-1: "r1 s0" to ada@x.org 1 times, 0 calls listed');
  });
});

describe('cancels', () => {
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
});

describe('cancels of messages', () => {
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
});
