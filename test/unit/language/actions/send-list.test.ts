import { describe, expect, it } from 'vitest';

import { AdHocInvoke } from '../../../../language/automation.ts';
import { compileAutomation } from '../../../../language/compile/compile.ts';

function compile(fields: object, context: object = {}) {
  const automation = { steps: [{ action: 'send-list', ...fields }] };
  return compileAutomation(AdHocInvoke.parse({ ...context, automation }), 0).plan.steps[0];
}

const content = { title: 'T', body: 'B' };

describe('action send-list', () => {
  it.each([
    { list: 'news' },
    { list: 'news.**', template: 'NEWS', data: { a: 1 }, brand: 'b', override: { smtp: {} } },
    { list: 'refs.data.list', template: { $ref: 'data.template' } },
    { list: 'news', message: { content, routing: { method: 'single', channels: ['sms', 'email'] } } },
    { list: 'news', data_source: { webhook: { url: 'https://x.io' }, merge_strategy: 'soft-merge' } },
    { list: 'news', message: { template: 'NEWS', data: { a: 1 }, metadata: { tags: ['t'] } } },
  ])('A-23 send-list: %j is accepted at invoke', (fields) => {
    expect(compile(fields)).toMatchObject({ fields });
  });

  it.each([
    [{ template: 'NEWS' }, {}, ['NEWS']],
    [{}, { template: 'RUNS' }, ['RUNS']],
    [{ message: { template: 'NEWS' } }, { template: 'RUNS' }, ['NEWS']],
    [{ message: { content } }, { template: 'RUNS' }, []],
    [{ template: 'refs.data.template' }, { template: 'RUNS' }, []],
  ])('A-23 send-list: with %j in %j, %j is loaded ahead', (fields, context, templates) => {
    expect(compile({ list: 'news', ...fields }, context)?.ahead).toEqual({ templates, users: [] });
  });

  it('A-23 send-list: onlookers are told a list that is spelled out, and no other', () => {
    expect(compile({ list: 'news.*' })?.label).toBe('news.*');
    expect(compile({ list: { $ref: 'data.list' } })).not.toHaveProperty('label');
  });

  it.each([
    [{}, 'automation.steps.0.list: '],
    [{ list: 'a..b' }, 'automation.steps.0.list: must be a list id'],
    [{ list: 'a.**.b' }, 'automation.steps.0.list: must be a list id'],
    [{ list: 'news', data: [] }, 'automation.steps.0.data: '],
    [{ list: 'news', message: {} }, 'automation.steps.0.message: needs exactly one of template and content'],
    [
      { list: 'news', message: { to: { user_id: 'ada' }, content } },
      'automation.steps.0.message.to: must be absent: the list says to whom',
    ],
    [
      { list: 'news', message: { delay: { duration: 60_000 }, content } },
      'automation.steps.0.message.delay: is not available for a list',
    ],
    [
      { list: 'news', data_source: { webhook: {}, merge_strategy: 'replace' } },
      'automation.steps.0.data_source.webhook.url: ',
    ],
  ])('A-23 A-08 send-list: %j is refused at invoke, naming the field', (fields, message) => {
    expect(() => compile(fields)).toThrow(message);
  });
});
