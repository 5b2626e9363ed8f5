import { describe, expect, it } from 'vitest';

import type { Json } from '../../../../language/json/json.ts';
import { perRecipient } from '../../../../language/people/per-recipient.ts';

function copiesOf(message: Json) {
  const copies = perRecipient(message);
  if (!Array.isArray(copies)) throw new Error(copies.message);
  return copies;
}

describe('per recipient', () => {
  it.each<Json>([
    { to: { user_id: 'a' }, template: 't' },
    { to: 'refs.data.to' },
    'refs.data.message',
    null,
    { template: 't' },
  ])('A-22 per recipient: %j stays as it is', (message) => {
    expect(copiesOf(message).map((copy) => copy.message)).toEqual([message]);
    expect(copiesOf(message)[0]?.place({ path: 'message.to.email', message: 'm' })).toEqual({
      path: 'message.to.email',
      message: 'm',
    });
  });

  it('§11.1 per recipient: a list is a copy for each, the rest the same', () => {
    const to: Json[] = [{ user_id: 'a' }, { $ref: 'data.b' }];
    const message = { to, template: 't' };
    expect(copiesOf(message).map((copy) => copy.message)).toEqual([
      { to: { user_id: 'a' }, template: 't' },
      { to: { $ref: 'data.b' }, template: 't' },
    ]);
  });

  it('W-08 per recipient: problems of a recipient name which, those of the message do not', () => {
    const [first, second] = copiesOf({ to: [{}, {}] });
    const problem = (path: string) => ({ path, message: 'm' });
    expect(second?.place(problem('message.to.email'))).toEqual(problem('message.to.1.email'));
    expect(second?.place(problem('message.to'))).toEqual(problem('message.to.1'));
    expect(first?.place(problem('message.tones'))).toEqual(problem('message.tones'));
    expect(second?.place(problem('message.tones'))).toEqual(problem('message.tones'));
  });

  it.each<[Json, string]>([
    [{ to: [] }, 'names no recipient'],
    [{ to: Array(201).fill({ user_id: 'a' }) }, 'names more than 200 recipients'],
    [
      { to: Array(100).fill({ user_id: 'a' }), data: 'x'.repeat(20_001) },
      'names too many recipients for so long a message',
    ],
  ])('§11.1 per recipient: what would be too much is a problem', (message, told) => {
    expect(perRecipient(message)).toEqual({ path: 'message.to', message: told });
    expect(perRecipient({ to: Array(200).fill({}), data: 'x'.repeat(9_000) })).toHaveLength(200);
  });
});
