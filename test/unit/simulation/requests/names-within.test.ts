import { expect, it } from 'vitest';

import { AdHocInvoke } from '../../../../language/automation.ts';
import { compileAutomation } from '../../../../language/compile/compile.ts';
import { Assumptions } from '../../../../simulation/assumptions/assumptions.ts';
import { namesWithin } from '../../../../simulation/requests/names-within.ts';

function namesOf(request: object, assume: object = {}): string[] {
  const compiled = compileAutomation(AdHocInvoke.parse(request), 0);
  return namesWithin({ kind: 'automation', ...compiled }, Assumptions.parse(assume));
}

const send = { action: 'send', template: 'welcome', recipient: 'ada' };

it('DR-21 names within: what the plan names comes first, then what stands in data, numbers too, and in assumed answers', () => {
  const names = namesOf(
    {
      automation: {
        steps: [
          send,
          {
            action: 'fetch-data',
            ref: 'f',
            webhook: { method: 'GET', url: 'https://x.io' },
            merge_strategy: 'overwrite',
          },
        ],
      },
      data: { deep: [{ list: ' team ' }], id: 7 },
    },
    { fetches: { f: { body: { owner: 'bob' } } } },
  );
  expect(names.slice(0, 2)).toEqual(['welcome', 'ada']);
  expect(names).toEqual(expect.arrayContaining(['team', '7', 'bob']));
});

it('DR-21 names within: lists that the plan names come before what stands in data', () => {
  const steps = [{ action: 'send-list', list: 'team.*', template: 'welcome' }];
  expect(namesOf({ automation: { steps }, data: { who: 'bob' } })).toEqual(['welcome', 'team.*', 'bob']);
});

it('DR-21 names within: long texts are no names, and there is an end to them', () => {
  const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`k${index}`, `v${index}`]));
  const data = { id: 'x'.repeat(512), long: 'x'.repeat(513), ...many };
  const names = namesOf({ automation: { steps: [send] }, data });
  expect(names).toContain('x'.repeat(512));
  expect(names).not.toContain('x'.repeat(513));
  expect(names).toHaveLength(2_000);
});
