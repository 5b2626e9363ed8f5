import { describe, expect, it } from 'vitest';

import { AdHocInvoke } from '../../../../language/automation.ts';
import { compileAutomation } from '../../../../language/compile/compile.ts';

const content = { title: 'T', body: 'B' };
const compile = (...steps: object[]) => compileAutomation(AdHocInvoke.parse({ automation: { steps } }), 0).plan.steps;
const send = (to: unknown, more: object = {}) => ({ action: 'send', message: { to, content }, ...more });

describe('compile copies', () => {
  it('A-22 compile copies: a send to several is one for each, under its guard; the first has its ref', () => {
    const steps = compile(send([{ user_id: 'a' }, { user_id: 'b' }], { ref: 'x', if: 'data.go' }), {
      action: 'delay',
      duration: '1 hour',
    });
    expect(steps.map(({ id, ref, if: guard, ahead }) => [id, ref, guard?.source, ahead.users])).toEqual([
      ['step-0', 'x', 'data.go', ['a']],
      ['step-0-1', undefined, 'data.go', ['b']],
      ['step-1', undefined, undefined, []],
    ]);
  });

  it('A-22 W-08 compile copies: a problem names the recipient, and the step as it was written', () => {
    const wrong = [send([{ email: 'a@x.io' }]), send([{ email: 'a@x.io' }, { email: 5 }]), send([])];
    expect(() => compile(...wrong)).toThrow(
      /^automation\.steps\.1\.message\.to\.1\.email: [^;]*; automation\.steps\.2\.message\.to: names no recipient$/,
    );
  });

  it('A-22 compile copies: all recipients count as steps', () => {
    const many = Array(100).fill({ user_id: 'a' });
    expect(compile(send(many), send(many))).toHaveLength(200);
    expect(() => compile(send(many), send(many), send('refs.data.to'))).toThrow(
      'automation.steps: holds more than 200 steps, a send counted for each recipient',
    );
  });

  it('X-02 compile copies: a ref is told apart from that of another step as written', () => {
    expect(() =>
      compile(send([{ user_id: 'a' }, { user_id: 'b' }], { ref: 'x' }), send({ user_id: 'a' }, { ref: 'x' })),
    ).toThrow('automation.steps.1.ref: is the ref of step 0 already');
  });
});
