import { describe, expect, it } from 'vitest';

import { AdHocInvoke } from '../../../../language/automation.ts';
import { compileAutomation } from '../../../../language/compile/compile.ts';
import { prepareStep } from '../../../../language/run/prepare.ts';

const data = { order: 7, name: 'Ada', none: null, blank: '', list: ['a'] };

function compile(fields: object) {
  const request = AdHocInvoke.parse({ data, automation: { steps: [{ action: 'cancel', ...fields }] } });
  const { plan, context } = compileAutomation(request, 0);
  const step = plan.steps[0];
  if (!step) throw new Error('the step is gone');
  return { step, scope: { ...context, refs: {} } };
}

function prepare(fields: object) {
  const { step, scope } = compile(fields);
  return prepareStep(step, scope);
}

describe('action cancel', () => {
  it.each(['cancelation_token', 'cancellation_token', 'cancelationToken'])(
    'A-09 A-25 cancel: takes its token as %s, and names it to nobody',
    (spelling) => {
      expect(prepare({ [spelling]: 'order-7' })).toMatchObject({ fields: { cancelation_token: 'order-7' } });
      const { step } = compile({ [spelling]: 'order-7' });
      expect(step).toMatchObject({ ahead: { templates: [], users: [] } });
      expect(step).not.toHaveProperty('label');
    },
  );

  it('A-09 cancel: of several spellings the first counts, and a null is none', () => {
    const both = { cancelationToken: 'b', cancellation_token: 'a' };
    expect(prepare(both)).toMatchObject({ fields: { cancelation_token: 'a' } });
    expect(prepare({ ...both, cancellation_token: null })).toMatchObject({ fields: { cancelation_token: 'b' } });
  });

  it.each([
    [`order-\${data.order}`, 'order-7'],
    ['refs.data.name', 'Ada'],
    [{ $ref: 'data.order' }, '7'],
  ])('A-25 cancel: the token %j is %s', (written, token) => {
    expect(prepare({ cancelation_token: written })).toMatchObject({ fields: { cancelation_token: token } });
  });

  it.each([
    `order-\${data.gone}`,
    'refs.data.gone',
    { $ref: 'data.none' },
    { $ref: 'data.blank' },
    { $ref: 'data.list' },
  ])('X-06 cancel: the token %j is ERROR, since runs nobody meant could carry what is left of it', (written) => {
    const reason = 'cancellation_token: refers to nothing';
    expect(prepare({ cancellation_token: written })).toEqual({ kind: 'failed', reason });
  });

  it.each([
    [{}, 'automation.steps.0.cancelation_token: must be given'],
    [{ cancelation_token: null }, 'automation.steps.0.cancelation_token: must be given'],
    [{ cancelationToken: '' }, 'automation.steps.0.cancelationToken: must not be empty'],
    [{ cancelation_token: 7 }, 'automation.steps.0.cancelation_token: '],
    [{ cancelation_token: `\${data.` }, 'automation.steps.0.cancelation_token: '],
  ])('A-25 A-08 cancel: %j is refused at invoke, naming the field', (fields, message) => {
    expect(() => compile(fields)).toThrow(message);
  });
});
