import { describe, expect, it } from 'vitest';

import { invokedContext } from '../../../../language/run/invoked-context.ts';
import type { RunData } from '../../../../language/run/scope.ts';

const current: RunData = {
  data: { a: 1, user_id: 'cleo' },
  profile: { email: 'ada@x.io' },
  recipient: 'ada',
  brand: 'b',
  template: 'T',
};

describe('context of an invoked run', () => {
  it.each([
    [{}, {}],
    [{ data: { b: 2 } }, { data: { b: 2 } }],
    [{ profile: {} }, { profile: {} }],
    [
      { brand: 'c', template: 'U' },
      { brand: 'c', template: 'U' },
    ],
    [{ recipient: 'ada' }, {}],
    [{ recipient: '' }, {}],
  ])('A-27 given %j, these keys replace those of the present run: %j', (given, changes) => {
    expect(invokedContext(given, current)).toEqual({ ...current, ...changes });
  });

  it('A-27 a profile goes to nobody but whom it belongs to', () => {
    expect(invokedContext({ recipient: 'bob' }, current)).toEqual({ ...current, recipient: 'bob', profile: {} });
    const own = { recipient: 'bob', profile: { email: 'bob@x.io' } };
    expect(invokedContext(own, current)).toEqual({ ...current, ...own });
    const { recipient: _, ...anonymous } = current;
    expect(invokedContext({ recipient: 'bob' }, anonymous)).toEqual({ ...current, recipient: 'bob' });
  });

  it('A-01 A-27 where neither names a recipient, profile and data are looked at', () => {
    const { recipient: _, ...anonymous } = current;
    expect(invokedContext({}, anonymous).recipient).toBe('cleo');
    expect(invokedContext({ profile: { user_id: 'dan' } }, anonymous).recipient).toBe('dan');
    expect(invokedContext({ data: {} }, anonymous)).not.toHaveProperty('recipient');
  });
});
