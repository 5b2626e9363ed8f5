import { describe, expect, it } from 'vitest';

import { simulateSteps } from '../../../support/simulation/simulate-body.ts';
import { memoryRows } from '../../../support/virtual.ts';

const message = { to: { email: 'ada@example.com' }, content: { title: 'T', body: 'B' } };
const send = { action: 'send', ref: 'first', message };
const fetch = {
  action: 'fetch-data',
  ref: 'f1',
  webhook: { url: 'https://example.com/a', method: 'GET' },
  merge_strategy: 'overwrite',
};

describe('needed assumptions', () => {
  it('DR-04 needed assumptions: a fetch of which nothing is said is answered with nothing, and asked for by name', async () => {
    const { entries, assumptionsNeeded } = await simulateSteps([fetch, send]);
    expect(entries.map(({ status, fetched }) => [status, fetched?.[0]?.assumed])).toEqual([
      ['PROCESSED', false],
      ['PROCESSED', undefined],
    ]);
    expect(assumptionsNeeded).toEqual([
      { kind: 'fetch', step: 'step-0', name: 'f1', message: 'GET https://example.com/a: give assume.fetches.f1' },
    ]);
  });

  it('DR-04 needed assumptions: profiles, templates, lists and automations that are missing are asked for', async () => {
    const steps = [
      { action: 'send', recipient: 'zoe', message: { content: { body: 'B' } } },
      { action: 'send-list', list: 'news', message: { content: { body: 'B' } } },
      { action: 'send', recipient: 'zoe', template: 'GONE' },
    ];
    const { assumptionsNeeded } = await simulateSteps(steps);
    expect(assumptionsNeeded.map(({ kind, step, name }) => `${kind} ${step} ${name}`)).toEqual([
      'profile step-0 zoe',
      'list step-1 news',
      'template step-2 GONE',
    ]);
    const invoking = await simulateSteps([{ action: 'invoke', template: 'nowhere' }]);
    expect(invoking.assumptionsNeeded).toMatchObject([{ kind: 'automation', step: 'step-0', name: 'nowhere' }]);
  });

  it.each<[object, string]>([
    [{ action: 'invoke', template: { $ref: 'data.name' } }, 'automation elsewhere'],
    [{ action: 'send', recipient: 'zoe', template: { $ref: 'data.name' } }, 'template elsewhere'],
    [{ action: 'send-list', list: 'news', template: { $ref: 'data.name' } }, 'template elsewhere'],
    [{ action: 'send-list', list: { $ref: 'data.name' }, message: { content: message.content } }, 'list elsewhere'],
  ])(
    'DR-04 needed assumptions: what %j names by data is asked for by the name that these give',
    async (step, expected) => {
      const assume = { fetches: { f1: { body: { name: 'elsewhere' } } } };
      const { assumptionsNeeded } = await simulateSteps([fetch, step], {}, { assume });
      expect(assumptionsNeeded.map(({ kind, name }) => `${kind} ${name}`)).toEqual([expected]);
      expect(assumptionsNeeded[0]).toMatchObject({ step: 'step-1', message: expect.stringContaining(expected) });
    },
  );

  it('DR-04 needed assumptions: an automation that was never published is as good as none, one that is archived is not', async () => {
    const rows = memoryRows();
    const saved = { archived: false, enabled: true };
    rows.automations.push(
      { ...saved, id: 'draft' },
      { ...saved, id: 'old', archived: true, definition: { steps: [] } },
    );
    const invoking = async (template: string) =>
      (await simulateSteps([{ action: 'invoke', template }], {}, { rows })).assumptionsNeeded;
    expect([await invoking('draft'), await invoking('old')]).toMatchObject([[{ name: 'draft' }], []]);
  });
});
