import { expect, test } from 'vitest';

import { type DuePlace, type Mend, Rounds } from '../../../../apps/worker/rounds.ts';

/** Finds each row as it is told. */
class ToldRounds extends Rounds<{ id: string; found: Mend | Error | undefined }> {
  due: { id: string; found: Mend | Error | undefined }[] = [];

  protected async take() {
    return this.due.splice(0);
  }

  protected async reconcile({ found }: (typeof this.due)[number]) {
    if (found instanceof Error) throw found;
    return found;
  }

  protected placeOf({ id }: (typeof this.due)[number]): DuePlace {
    return { runId: id };
  }
}

test('R-22 rounds: tell what they mended, and of a row that cannot be looked at which one it is', async () => {
  const mends: Mend[] = [];
  const errors: unknown[] = [];
  const rounds = new ToldRounds({
    onMended: (mend) => mends.push(mend),
    onError: ({ message }, place) => errors.push([message, place]),
  });
  rounds.due = [
    { id: 'a', found: 'started' },
    { id: 'b', found: undefined },
    { id: 'c', found: new Error('away') },
    { id: 'd', found: 'ended' },
  ];
  expect(await rounds.round()).toBe(4);
  expect([mends.sort(), errors]).toEqual([['ended', 'started'], [['away', { runId: 'c' }]]]);
});
