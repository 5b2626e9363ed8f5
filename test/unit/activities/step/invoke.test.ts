import { describe, expect, it } from 'vitest';

import { SavedDefinition } from '../../../support/saved-definition.ts';
import { acceptVirtually, memoryRows, RUN_ID, runVirtually } from '../../../support/virtual.ts';

const send = { action: 'send', message: { to: { email: 'to@x.io' }, content: { title: 'Hi {{name}}', body: 'B' } } };

/** Rows with one saved automation, `follow-up`, whose alias is `next`. */
function rowsWith(changes: object = {}, definition: object = { steps: [send] }) {
  const rows = memoryRows();
  const saved = { id: 'follow-up', alias: 'next', archived: false, enabled: true };
  rows.automations.push({ ...saved, definition: SavedDefinition.parse(definition), ...changes });
  return rows;
}

/** Carries out one invoke step, and then the runs that it started. */
async function invoke(
  fields: object,
  { request = {}, rows = rowsWith() }: { request?: object; rows?: ReturnType<typeof rowsWith> } = {},
) {
  const steps = [{ action: 'invoke', ...fields }];
  const result = await runVirtually({ ...request, automation: { steps } }, { rows });
  const invoked = [...rows.runs.entries()].filter(([id]) => id !== RUN_ID).map(([id, run]) => ({ id, ...run }));
  return { ...result, step: result.run.steps.get(0), invoked };
}

describe('effect of invoke', () => {
  it.each(['follow-up', 'next', 'refs.data.to', { $ref: 'data.to' }])(
    'A-27 A-07 invoke: %j starts a run of the automation, and the step shows which',
    async (template) => {
      const { run, step, invoked, messages } = await invoke(
        { template },
        { request: { data: { to: 'next', name: 'Ada' } } },
      );
      expect([run.status, step?.outcome]).toEqual(['PROCESSED', { kind: 'processed' }]);
      expect(invoked).toMatchObject([
        {
          id: step?.context.run_id,
          automationId: 'follow-up',
          source: ['invoke/follow-up'],
          depth: 1,
          status: 'PROCESSED',
        },
      ]);
      expect(messages).toHaveLength(1);
    },
  );

  it('A-27 invoke: the new run has the context of its own run, given keys replaced and references resolved', async () => {
    const request = { recipient: 'ada', data: { a: 1, who: 'bob' }, profile: { email: 'ada@x.io' }, template: 'T' };
    const context = { data: { a: { $ref: 'data.a' }, gone: 'refs.data.gone' }, brand: 'b' };
    const { invoked } = await invoke({ template: 'next', context }, { request });
    expect(invoked[0]?.context).toEqual({ ...request, data: { a: 1 }, brand: 'b' });
  });

  it('A-27 invoke: what data holds is not read as a reference by the new run', async () => {
    const request = { data: { inner: { name: 'refs.data.secret' }, secret: 's' } };
    const token = { $ref: 'data.name' };
    const rows = rowsWith({}, { steps: [{ action: 'delay', duration: '0 minutes' }], cancelation_token: token });
    const { invoked } = await invoke({ template: 'next', context: { data: 'refs.data.inner' } }, { request, rows });
    expect(invoked[0]).toMatchObject({ context: { data: request.data.inner }, cancelationToken: 'refs.data.secret' });
  });

  it('A-27 K-01 invoke: the token of the automation is resolved over the new context', async () => {
    const rows = rowsWith({}, { steps: [send], cancelation_token: `order-\${data.order}` });
    const { invoked } = await invoke({ template: 'next', context: { data: { order: 7 } } }, { rows });
    expect(invoked[0]?.cancelationToken).toBe('order-7');
  });

  it.each([
    [{ template: 'nothing' }, {}, 'Automation template nothing not found'],
    [{ template: 'next' }, { definition: undefined }, 'Automation template next not found'],
    [{ template: 'next' }, { archived: true }, 'Cannot invoke archived automation template next'],
    [{ template: 'next' }, { enabled: false }, 'Cannot invoke disabled automation template next'],
    [
      { template: 'refs.data.to' },
      { enabled: false },
      'Cannot invoke disabled automation template (named by a reference)',
    ],
    [{ template: 'refs.data.name' }, {}, 'Automation template (named by a reference) not found'],
  ])(
    'A-27 A-02 invoke: of %j with %j the step and the run are ERROR, with the reason',
    async (fields, changes, reason) => {
      const request = { data: { to: 'next', name: 'private' } };
      const { run, step, invoked } = await invoke(fields, { request, rows: rowsWith(changes) });
      expect([step?.status, run.status, step?.context.reason]).toEqual(['ERROR', 'ERROR', reason]);
      expect(invoked).toEqual([]);
    },
  );

  it.each([
    [{ template: 'refs.data.gone' }, 'template: refers to nothing'],
    [{ template: 'next', context: 'refs.data.gone' }, 'context: refers to nothing'],
    [{ template: 'next', context: { recipient: 'refs.data.gone' } }, 'context.recipient: refers to nothing'],
    [{ template: 'next', context: { data: { $ref: 'data.gone' } } }, 'context.data: refers to nothing'],
    [{ template: 'next', context: { profile: { $ref: 'data.list' } } }, 'context.profile: '],
  ])('A-27 X-06 invoke: %j is ERROR, and nothing is started in its place', async (fields, reason) => {
    const { step, invoked } = await invoke(fields, { request: { recipient: 'ada', data: { list: [1] } } });
    expect([step?.status, step?.context.reason]).toEqual(['ERROR', expect.stringContaining(reason)]);
    expect(invoked).toEqual([]);
  });

  it('A-27 invoke: a definition that this release takes no more is ERROR, naming the field', async () => {
    const rows = rowsWith({}, { steps: [send] });
    const [automation] = rows.automations;
    if (automation) automation.definition = { steps: [{ action: 'delay', duration: 'soon' }] };
    const { step } = await invoke({ template: 'next' }, { rows });
    expect(step?.context.reason).toMatch(/^steps\.0\.duration: /);
  });

  it('A-27 invoke: an automation that invokes itself stops after a chain of 10, its last run ERROR', async () => {
    const rows = rowsWith({}, { steps: [send, { action: 'invoke', template: 'follow-up' }] });
    const { run, invoked, messages, errors } = await invoke({ template: 'next' }, { rows });
    expect(run.status).toBe('PROCESSED');
    expect(invoked.map(({ depth, status }) => `${depth} ${status}`)).toEqual([
      ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((depth) => `${depth} PROCESSED`),
      '10 ERROR',
    ]);
    expect(invoked.at(-1)?.steps.get(1)?.context.reason).toBe('runs may invoke each other 10 deep');
    expect([messages.length, errors]).toEqual([10, []]);
  });

  it('A-27 invoke: carried out twice, it starts one run, and tells Temporal of it once', async () => {
    const automation = { steps: [{ action: 'invoke', template: 'next' }] };
    const { activities, rows, call, workflows } = acceptVirtually(
      { recipient: 'ada', automation },
      { rows: rowsWith() },
    );
    const first = await activities.perform(call());
    expect(await activities.perform(call())).toEqual(first);
    expect(rows.runs.size).toBe(2);
    expect(workflows.started).toEqual([
      {
        id: expect.stringMatching(/^1-00000000-[0-9a-f]{24}$/),
        environmentId: 'memory',
        kind: 'automation',
        template: 'follow-up',
        recipient: 'ada',
        skeleton: { v: 1, steps: [{ action: 'send' }] },
      },
    ]);
  });

  it('J-42 A-27 invoke: nothing is started by a run that has ended', async () => {
    const automation = { steps: [{ action: 'invoke', template: 'next' }] };
    const { activities, rows, run, call, workflows } = acceptVirtually({ automation }, { rows: rowsWith() });
    run.status = 'CANCELED';
    expect(await activities.perform(call())).toEqual({ kind: 'closed' });
    expect([rows.runs.size, workflows.started]).toEqual([1, []]);
  });

  it('W-23 A-27 invoke: the run of a mock key starts mock runs', async () => {
    const rows = rowsWith();
    await runVirtually({ automation: { steps: [{ action: 'invoke', template: 'next' }] } }, { rows, mock: true });
    expect([...rows.runs.values()].map(({ mock }) => mock)).toEqual([true, true]);
  });
});
