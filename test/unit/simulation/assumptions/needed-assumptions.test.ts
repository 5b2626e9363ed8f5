import { describe, expect, it } from 'vitest';

import { readersOf } from '../../../support/simulation/readers-of.ts';
import { fetch, message, send } from '../../../support/simulation/sample-steps.ts';
import { simulateSteps } from '../../../support/simulation/simulate-body.ts';
import { memoryRows } from '../../../support/virtual.ts';

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

  const to = (more: object = {}) => ({
    action: 'send',
    recipient: 'zed',
    message: { content: message.content },
    ...more,
  });
  const onlyEmail = {
    version: '2022-01-01',
    elements: [{ type: 'channel', channel: 'email', elements: [{ type: 'text', content: 'T' }] }],
  };
  const UNKNOWN = 'nothing is known of zed: give a profile';
  const LACKING = 'the profile of zed has no address for the channels of the message: give one';
  it.each<[string, object, object, string[]]>([
    ['nothing is known', to(), {}, [UNKNOWN]],
    ['the request says nothing', to(), { recipient: 'zed', profile: {} }, [UNKNOWN]],
    ['the request gives no address', to(), { recipient: 'zed', profile: { name: 'Zed' } }, [LACKING]],
    [
      'the request gives one of another channel',
      to(),
      { recipient: 'zed', profile: { phone_number: '+15550100' } },
      [LACKING],
    ],
    ['the request gives the profile of another', to(), { recipient: 'ada', profile: { name: 'Ada' } }, [UNKNOWN]],
    ['the request gives an address', to(), { recipient: 'zed', profile: { email: 'zed@example.com' } }, []],
    [
      'no channel fits the content',
      to({ message: { content: onlyEmail, routing: { method: 'single', channels: ['sms'] } } }),
      {},
      [],
    ],
    ['no provider is there', to(), { recipient: 'zed', profile: { email: 'z@x.io' } }, []],
    [
      'nobody is named',
      { action: 'send', message: { to: { phone_number: '+15550100' }, content: message.content } },
      {},
      [],
    ],
  ])('DR-04 needed assumptions: of profiles, where %s', async (title, step, context, expected) => {
    const rows = memoryRows();
    if (title.startsWith('no provider')) rows.providers.length = 0;
    const { entries, assumptionsNeeded } = await simulateSteps([step], context, { rows });
    expect(assumptionsNeeded.map(({ message: told }) => told)).toEqual(expected);
    expect(entries[0]?.messages?.[0]?.status).toBe(title.endsWith('an address') ? 'SENT' : 'UNROUTABLE');
  });

  it('DR-04 needed assumptions: those on a list without a profile are asked for, the ten that are shown at most', async () => {
    const rows = memoryRows();
    readersOf(rows, 'news', 12);
    for (const id of [...rows.profiles.keys()].slice(1)) rows.profiles.delete(id);
    const list = { action: 'send-list', list: 'news', message: { content: message.content } };
    const { assumptionsNeeded } = await simulateSteps([list], {}, { rows });
    expect(assumptionsNeeded.map(({ kind, name }) => `${kind} ${name}`)).toEqual(
      Array.from({ length: 9 }, (_, index) => `profile reader-0000${index + 1}`),
    );
  });

  it.each([
    [0, []],
    [7, []],
    [undefined, ['list news']],
  ])('DR-04 needed assumptions: a list of which %s are counted asks for %j', async (count, expected) => {
    const list = { action: 'send-list', list: 'news', message: { content: message.content } };
    const { assumptionsNeeded } = await simulateSteps([list], {}, { countOf: () => count });
    expect(assumptionsNeeded.map(({ kind, name }) => `${kind} ${name}`)).toEqual(expected);
  });
});
