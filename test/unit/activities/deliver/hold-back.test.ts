import { describe, expect, it } from 'vitest';

import { messageIdOf } from '../../../../activities/deliver/message-id.ts';
import { memoryRows, RUN_ID, runVirtually } from '../../../support/virtual.ts';

const AT = Date.parse('2026-12-01T08:30:00Z');
const HOUR = 3_600_000;
const content = { title: 'T', body: '{{data.name}}, {{profile.city}}' };

/** A run of one send that is held back, a step of an hour, and a look at the message. */
function held(delay: object, more: object = {}, rows = memoryRows()) {
  rows.profiles.set('ada', { email: 'ada@example.com', city: 'Ulm' });
  const message = { to: { user_id: 'ada' }, content, delay, ...more };
  const steps = [{ action: 'send', ref: 'held', message }];
  return runVirtually({ data: { name: 'Ada' }, automation: { steps } }, { rows, at: AT });
}

describe('hold back', () => {
  it('S-07 T-30 N-54 hold back: the run does not wait, the message goes out when its delay is over', async () => {
    const { run, endedAt, shown, messages } = await held({ duration: HOUR - 1 });
    expect([run.status, endedAt]).toEqual(['PROCESSED', AT]);
    expect(shown[0]?.outcome).toEqual({ kind: 'processed', messageId: messageIdOf(RUN_ID, 0), resumesAt: AT + HOUR });
    expect(messages).toMatchObject([
      { status: 'SENT', deliveries: [{ since: AT + HOUR, rendered: { text: 'Ada, Ulm' } }] },
    ]);
    const types = messages[0]?.history.map(({ type }) => type);
    expect(types).toEqual(['ENQUEUED', 'DELAYED', 'MAPPED', 'PROFILE_LOADED', 'RENDERED', 'DELIVERING', 'SENT']);
    expect(messages[0]?.draft).toBeUndefined();
  });

  it('S-07 T-31 hold back: inside its window it goes out at once', async () => {
    const { messages, shown } = await held({ until: 'Mo-Fr 08:00-17:00' });
    expect(shown[0]?.outcome).not.toHaveProperty('resumesAt');
    expect(messages[0]?.history.map(({ type }) => type)).not.toContain('DELAYED');
  });

  it.each([
    ['UTC+2', '2026-12-02T05:00:00Z'],
    ['UTC-3', '2026-12-01T10:00:00Z'],
  ])('T-32 hold back: in the zone of the recipient, %s', async (zoneinfo, wake) => {
    const { shown } = await held({ until: '07:00-10:00' }, { to: { user_id: 'ada', zoneinfo } });
    expect(shown[0]?.outcome).toMatchObject({ resumesAt: Date.parse(wake) });
  });

  it('F-08 T-31 hold back: a delay that cannot be read is an ERROR, a window that stays closed too', async () => {
    const soon = await held({ until: { $ref: 'data.name' } });
    expect([soon.run.status, soon.messages]).toEqual(['ERROR', []]);
    expect(soon.run.steps.get(0)?.context.reason).toMatch(
      /^message\.delay\.until: must be an ISO 8601 time or a window/,
    );
    const closed = await held({ until: 'Jun' });
    expect(closed.run.steps.get(0)?.context.reason).toBe(
      'message.delay.until: is a window that does not open within 90 days',
    );
  });

  it('F-06 hold back: a step whose template is not there is an ERROR at once, however long its message would wait', async () => {
    const unknown = await held({ duration: HOUR }, { content: undefined, template: 'NOBODY' });
    expect([unknown.run.status, unknown.messages]).toEqual(['ERROR', []]);
  });

  it('S-03 hold back: whether there is a way shows when it wakes, and is its own to tell', async () => {
    const routing = { method: 'single', channels: ['pigeon'] };
    const nowhere = await held({ duration: HOUR }, { routing });
    expect(nowhere.messages).toMatchObject([{ status: 'UNROUTABLE', reason: 'NO_CHANNELS' }]);
  });
});
