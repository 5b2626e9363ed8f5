import { describe, expect, it } from 'vitest';

import { acceptVirtually, memoryRows, runVirtually } from '../../../support/virtual.ts';

const stored = { email: 'stored@x.io', address: { city: 'Oslo' } };

/** Carries out an update-profile step over a user `ada` with a stored profile. */
async function update(fields: object, request: object = { recipient: 'ada' }) {
  const rows = memoryRows();
  rows.profiles.set('ada', stored);
  const steps = [{ action: 'update-profile', ...fields }];
  const { run } = await runVirtually({ ...request, automation: { steps } }, { rows });
  return { rows, run, step: run.steps.get(0) };
}

describe('effect of update-profile', () => {
  it.each([
    ['M-01', undefined, { address: { zip: 1 } }],
    ['M-01', 'replace', { address: { zip: 1 } }],
    ['M-02', 'overwrite', { email: 'stored@x.io', address: { city: 'Oslo', zip: 1 } }],
    ['M-03', 'soft-merge', { email: 'stored@x.io', address: { city: 'Oslo', zip: 1 } }],
    ['M-04', 'none', stored],
  ])('A-24 %s update-profile: the stored profile after %s', async (_rule, merge, expected) => {
    const { rows, step } = await update({ profile: { address: { zip: 1 } }, ...(merge && { merge }) });
    expect(rows.profiles.get('ada')).toEqual(expected);
    expect([step?.status, step?.outcome]).toEqual(['PROCESSED', { kind: 'processed' }]);
  });

  it('A-24 update-profile: makes the profile of a user who has none, references resolved', async () => {
    const request = { recipient: 'ada', data: { who: 'bob', plan: 'gold' } };
    const fields = { recipient_id: { $ref: 'data.who' }, profile: { plan: 'refs.data.plan', gone: 'refs.data.gone' } };
    const { rows } = await update(fields, request);
    expect(rows.profiles.get('bob')).toEqual({ plan: 'gold' });
    expect(rows.profiles.get('ada')).toEqual(stored);
  });

  it.each([
    ['overwrite', 'ada', { plan: 'gold', email: 'new@x.io', own: 1 }],
    ['soft-merge', undefined, { plan: 'gold', email: 'stored@x.io', own: 1 }],
    ['none', undefined, { email: 'stored@x.io', own: 1 }],
    ['overwrite', 'bob', { email: 'run@x.io', own: 1 }],
  ])('A-24 update-profile: the run goes on with what is stored under the named keys (%s, %s)', async (...row) => {
    const [merge, recipient_id, expected] = row;
    const request = { recipient: 'ada', profile: { email: 'run@x.io', own: 1 } };
    const { run } = await update({ recipient_id, merge, profile: { plan: 'gold', email: 'new@x.io' } }, request);
    expect(run.context.profile).toEqual(expected);
  });

  it('A-24 A-06 update-profile: a later send goes where the profile says by then', async () => {
    const send = { action: 'send', message: { content: { title: 'T', body: 'B' } } };
    const change = { action: 'update-profile', merge: 'overwrite', profile: { email: 'new@x.io' } };
    const request = { recipient: 'ada', profile: { email: 'run@x.io' }, automation: { steps: [send, change, send] } };
    const { messages } = await runVirtually(request);
    expect(messages.map(({ deliveries: [delivery] }) => delivery?.address)).toEqual(['run@x.io', 'new@x.io']);
  });

  it.each([[{}], [{ recipient: ' ' }], [{ recipient: 'a'.repeat(513) }]])(
    'F-12 update-profile: without a usable recipient the step and the run are ERROR',
    async (request) => {
      const { step, run, rows } = await update({ profile: {} }, request);
      const reason = 'update-profile needs a recipient of 1 to 512 characters';
      expect([step?.status, step?.context.reason, run.status]).toEqual(['ERROR', reason, 'ERROR']);
      expect([...rows.profiles.keys()]).toEqual(['ada']);
    },
  );

  it.each([
    [{ recipient_id: 'refs.data.gone', profile: {} }, 'recipient_id: refers to nothing'],
    [{ profile: 'refs.data.gone' }, 'profile: refers to nothing'],
    [{ profile: {}, merge: { $ref: 'data.gone' } }, 'merge: refers to nothing'],
    [{ profile: { $ref: 'data.list' } }, 'profile: '],
  ])('A-24 X-06 update-profile: %j is ERROR, and nobody else is written', async (fields, reason) => {
    const { step, run, rows } = await update(fields, { recipient: 'ada', data: { list: [1] } });
    expect([step?.status, run.status]).toEqual(['ERROR', 'ERROR']);
    expect(step?.context.reason).toContain(reason);
    expect(rows.profiles.get('ada')).toEqual(stored);
  });

  it('A-24 M-02 update-profile: a forbidden key is refused, whatever brought it', async () => {
    const data = JSON.parse('{"facts": {"a": {"__proto__": {}}}}');
    const { step, rows } = await update({ profile: 'refs.data.facts' }, { recipient: 'ada', data });
    expect(step?.context.reason).toBe('holds the key __proto__, which is not allowed');
    expect(rows.profiles.get('ada')).toEqual(stored);
  });

  it('A-24 update-profile: asked again, it merges once', async () => {
    const steps = [{ action: 'update-profile', merge: 'overwrite', profile: { plan: 'gold' } }];
    const { activities, rows, call } = acceptVirtually({ recipient: 'ada', automation: { steps } });
    const first = await activities.perform(call());
    rows.profiles.set('ada', { plan: 'free' });
    expect(await activities.perform(call())).toEqual(first);
    expect(rows.profiles.get('ada')).toEqual({ plan: 'free' });
  });
});
