import { describe, expect, it } from 'vitest';

import { AdHocInvoke } from '../../../../language/automation.ts';
import { compileAutomation } from '../../../../language/compile/compile.ts';

function compile(fields: object) {
  const automation = { steps: [{ action: 'invoke', ...fields }] };
  return compileAutomation(AdHocInvoke.parse({ automation }), 0).plan.steps[0];
}

describe('action invoke', () => {
  it.each([
    { template: 'follow-up' },
    { template: 'refs.data.next', context: { $ref: 'data.context' } },
    { template: `\${data.next}`, context: { recipient: 'refs.data.who', data: { total: { $ref: 'data.total' } } } },
  ])('A-27 invoke: %j is accepted at invoke, and loads nothing ahead', (fields) => {
    expect(compile(fields)).toMatchObject({ fields, ahead: { templates: [], users: [] } });
  });

  it('A-27 invoke: onlookers are told the automation where it is spelled out, and nothing of the context', () => {
    expect(compile({ template: 'follow-up', context: { recipient: 'ada' } })?.label).toBe('follow-up');
    expect(compile({ template: 'refs.data.next' })).not.toHaveProperty('label');
  });

  it.each([
    [{}, 'automation.steps.0.template: '],
    [{ template: null }, 'automation.steps.0.template: '],
    [{ template: ' ' }, 'automation.steps.0.template: must not be blank'],
    [{ template: 7 }, 'automation.steps.0.template: '],
    [{ template: 'x', context: 'ada' }, 'automation.steps.0.context: '],
    [{ template: 'x', context: { recipient: 7 } }, 'automation.steps.0.context.recipient: '],
    [{ template: 'x', context: { data: [] } }, 'automation.steps.0.context.data: '],
    [{ template: 'x', context: { data: `\${data.}` } }, 'automation.steps.0.context.data: '],
  ])('A-27 A-08 invoke: %j is refused at invoke, naming the field', (fields, message) => {
    expect(() => compile(fields)).toThrow(message);
  });
});
