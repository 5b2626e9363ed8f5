import { describe, expect, it } from 'vitest';

import { memoryRows, runVirtually } from '../../../support/virtual.ts';

const stored = { email: 'stored@x.io', custom: { plan: 'gold' } };

/** Carries out a get-profile step over users `ada` and `bob` with stored profiles. */
async function get(fields: object, request: object = {}) {
  const rows = memoryRows();
  rows.profiles.set('ada', stored);
  rows.profiles.set('bob', { email: 'bob@x.io' });
  const steps = [{ action: 'get-profile', ...fields }];
  const { run } = await runVirtually({ ...request, automation: { steps } }, { rows });
  return { rows, run, step: run.steps.get(0) };
}

describe('effect of get-profile', () => {
  it.each([
    ['M-03', undefined, { email: 'run@x.io', custom: { plan: 'gold', own: 1 } }],
    ['M-03', 'soft-merge', { email: 'run@x.io', custom: { plan: 'gold', own: 1 } }],
    ['M-02', 'overwrite', { email: 'stored@x.io', custom: { plan: 'gold', own: 1 } }],
    ['M-01', 'replace', stored],
    ['M-04', 'none', { email: 'run@x.io', custom: { own: 1 } }],
  ])('A-28 %s get-profile: the profile of the run after %s', async (_rule, merge_strategy, expected) => {
    const request = { profile: { email: 'run@x.io', custom: { own: 1 } } };
    const { run, rows, step } = await get({ user_id: 'ada', merge_strategy }, request);
    expect(run.context.profile).toEqual(expected);
    expect([run.status, step?.status, step?.context]).toEqual(['PROCESSED', 'PROCESSED', {}]);
    expect(rows.profiles.get('ada')).toEqual(stored);
  });

  it('A-28 get-profile: a profile that makes the run hold more than 6 million characters is ERROR, and nothing of it is loaded', async () => {
    const rows = memoryRows();
    rows.profiles.set('ada', { notes: 'x'.repeat(3_500_000) });
    const steps = ['data.one', 'data.two'].map((path) => ({ action: 'get-profile', user_id: 'ada', path }));
    const { run } = await runVirtually({ automation: { steps } }, { rows });
    expect([run.status, Object.keys(run.context.data)]).toEqual(['ERROR', ['one']]);
    expect(run.steps.get(1)?.context.reason).toBe('the data of the run would become too large');
  });

  it.each([
    [undefined, { email: 'old', custom: { plan: 'gold' } }],
    ['overwrite', stored],
  ])('A-28 get-profile: into a field of data, by %s, and nowhere else', async (merge_strategy, expected) => {
    const fields = { user_id: { $ref: 'data.who' }, path: 'data.manager', merge_strategy };
    const { run } = await get(fields, { profile: { own: 1 }, data: { who: 'ada', manager: { email: 'old' } } });
    expect(run.context).toEqual({ profile: { own: 1 }, data: { who: 'ada', manager: expected } });
  });

  it('A-28 X-01 get-profile: later guards and references read what was loaded', async () => {
    const send = (name: string) => ({
      action: 'send',
      if: 'profile.custom.plan === "gold" && data.boss.email.startsWith("bob")',
      message: { to: { email: name }, content: { title: 'T', body: 'refs.data.boss.email' } },
    });
    const rows = memoryRows();
    rows.profiles.set('ada', stored).set('bob', { email: 'bob@x.io' });
    const steps = [
      { action: 'get-profile', user_id: 'ada' },
      { action: 'get-profile', user_id: 'bob', path: 'data.boss', tenant_id: 'acme' },
      send('refs.profile.email'),
    ];
    const { messages } = await runVirtually({ automation: { steps } }, { rows });
    expect(messages[0]?.deliveries[0]).toMatchObject({ address: 'stored@x.io', rendered: { text: 'bob@x.io' } });
  });

  it.each(['nobody', 'constructor', '__proto__'])(
    'A-28 get-profile: of %s there is nothing to load, and the run goes on',
    async (user_id) => {
      const { run, step } = await get({ user_id, merge_strategy: 'replace' }, { profile: { own: 1 } });
      expect(run.context.profile).toEqual({ own: 1 });
      expect([run.status, step?.status]).toEqual(['PROCESSED', 'PROCESSED']);
      expect(step?.context).toEqual({ reason: 'the user has no stored profile' });
    },
  );

  it.each([
    [{ user_id: 'refs.data.gone' }, 'user_id: refers to nothing'],
    [{ user_id: 'ada', path: { $ref: 'data.gone' } }, 'path: refers to nothing'],
    [{ user_id: 'ada', path: { $ref: 'data.where' } }, 'path: '],
  ])('A-28 X-06 get-profile: %j is ERROR, for step and run', async (fields, reason) => {
    const { step, run } = await get(fields, { data: { where: 'recipient' } });
    expect([step?.status, run.status]).toEqual(['ERROR', 'ERROR']);
    expect(step?.context.reason).toContain(reason);
  });
});
