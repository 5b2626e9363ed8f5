import { describe, expect, it } from 'vitest';

import { getProfile } from '../../../../language/actions/get-profile.ts';
import { AdHocInvoke } from '../../../../language/automation.ts';
import { compileAutomation } from '../../../../language/compile/compile.ts';

function compile(fields: object) {
  const automation = { steps: [{ action: 'get-profile', ...fields }] };
  return compileAutomation(AdHocInvoke.parse({ automation }), 0).plan.steps[0];
}

describe('action get-profile', () => {
  it('A-28 M-03 get-profile: goes softly into the profile where nothing else is said', () => {
    const expected = { user_id: 'ada', path: 'profile', merge_strategy: 'soft-merge' };
    expect(getProfile.fields.parse({ user_id: 'ada', path: null, merge_strategy: null })).toEqual(expected);
  });

  it.each<[object, string[], string[]?]>([
    [{ user_id: 'ada' }, ['ada']],
    [{ user_id: ' ada ', path: 'data.manager', tenant_id: 'acme' }, ['ada'], ['acme']],
    [{ user_id: 'ada', tenant_id: 'refs.data.t' }, ['ada']],
    [{ user_id: { $ref: 'data.who' }, path: 'refs.data.where' }, []],
    [{ user_id: `\${recipient}`, merge_strategy: 'none' }, []],
  ])(
    'A-28 get-profile: %j names the users and tenants to load ahead, and tells onlookers nothing',
    (fields, users, tenants = undefined) => {
      expect(compile(fields)?.ahead).toEqual({ templates: [], users, tenants });
      expect(compile(fields)).not.toHaveProperty('label');
    },
  );

  it.each([
    [{}, 'automation.steps.0.user_id: '],
    [{ user_id: '' }, 'automation.steps.0.user_id: must not be blank'],
    [{ user_id: 'ada', path: 'data' }, 'automation.steps.0.path: must be profile or data.<field>'],
    [{ user_id: 'ada', path: 'data.a.b' }, 'automation.steps.0.path: must be profile or data.<field>'],
    [{ user_id: 'ada', path: 'data.__proto__' }, 'automation.steps.0.path: is a reserved name'],
    [{ user_id: 'ada', merge_strategy: 'deep' }, 'automation.steps.0.merge_strategy: '],
  ])('A-28 A-08 get-profile: %j is refused at invoke, naming the field', (fields, message) => {
    expect(() => compile(fields)).toThrow(message);
  });
});
