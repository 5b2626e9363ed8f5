import { describe, expect, it } from 'vitest';

import { check } from '../../../proof/checker/check.ts';
import { broken, Logs, sending } from './logs.ts';

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
