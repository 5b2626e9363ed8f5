import { describe, expect, it } from 'vitest';

import { AdHocInvoke } from '../../../../language/automation.ts';
import { compileAutomation } from '../../../../language/compile/compile.ts';

function compile(fields: object) {
  const automation = { steps: [{ action: 'subscribe', ...fields }] };
  return compileAutomation(AdHocInvoke.parse({ automation }), 0).plan.steps[0];
}

const both = { list_id: 'news.weekly', recipient_id: 'ada' };

describe('action subscribe', () => {
  it.each([
    both,
    { ...both, subscription: { preferences: { notifications: {} } } },
    { list_id: 'refs.data.list', recipient_id: { $ref: 'recipient' }, subscription: 'refs.data.how' },
  ])('A-29 subscribe: %j is accepted at invoke, and nothing is loaded for it', (fields) => {
    expect(compile(fields)).toMatchObject({ fields, ahead: { templates: [], users: [] } });
  });

  it('A-29 subscribe: onlookers are told a list that is spelled out, and no other', () => {
    expect(compile(both)?.label).toBe('news.weekly');
    expect(compile({ ...both, list_id: 'refs.data.list' })).not.toHaveProperty('label');
  });

  it.each([
    [{ recipient_id: 'ada' }, 'automation.steps.0.list_id: '],
    [{ list_id: 'news' }, 'automation.steps.0.recipient_id: '],
    [{ ...both, recipient_id: ' ' }, 'automation.steps.0.recipient_id: must not be blank'],
    [{ ...both, list_id: 'news.*' }, 'automation.steps.0.list_id: must be parts separated by dots'],
    [{ ...both, subscription: { preferences: [] } }, 'automation.steps.0.subscription.preferences: '],
  ])('A-29 A-08 subscribe: %j is refused at invoke, naming the field', (fields, message) => {
    expect(() => compile(fields)).toThrow(message);
  });
});
