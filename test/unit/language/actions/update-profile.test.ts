import { describe, expect, it } from 'vitest';

import { updateProfile } from '../../../../language/actions/update-profile.ts';
import { AdHocInvoke } from '../../../../language/automation.ts';
import { compileAutomation } from '../../../../language/compile/compile.ts';

const profile = { plan: 'gold' };

function compile(fields: object) {
  const automation = { steps: [{ action: 'update-profile', ...fields }] };
  return compileAutomation(AdHocInvoke.parse({ automation }), 0).plan.steps[0];
}

describe('action update-profile', () => {
  it('A-24 M-01 update-profile: replaces where nothing else is said, null included', () => {
    expect(updateProfile.fields.parse({ profile })).toEqual({ profile, merge: 'replace' });
    expect(updateProfile.fields.parse({ profile, merge: null, recipient_id: null }).merge).toBe('replace');
  });

  it.each([
    { profile },
    { profile, merge: 'soft-merge', recipient_id: 'ada' },
    { profile: 'refs.data.facts', merge: { $ref: 'data.how' }, recipient_id: `\${data.who}` },
    { profile: { plan: { $ref: 'data.plan' } } },
  ])('A-24 update-profile: %j is accepted at invoke, and loads and tells nothing of it', (fields) => {
    expect(compile(fields)).toMatchObject({ fields, ahead: { templates: [], users: [] } });
    expect(compile(fields)).not.toHaveProperty('label');
  });

  it.each([
    [{}, 'automation.steps.0.profile: '],
    [{ profile: null }, 'automation.steps.0.profile: '],
    [{ profile: ['a'] }, 'automation.steps.0.profile: '],
    [{ profile, merge: 'deep' }, 'automation.steps.0.merge: '],
    [{ profile, recipient_id: ' ' }, 'automation.steps.0.recipient_id: must not be blank'],
    [{ profile, recipient_id: 7 }, 'automation.steps.0.recipient_id: '],
  ])('A-24 A-08 update-profile: %j is refused at invoke, naming the field', (fields, message) => {
    expect(() => compile(fields)).toThrow(message);
  });
});
