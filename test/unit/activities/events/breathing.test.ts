import { expect, it } from 'vitest';

import { breathing } from '../../../../activities/events/breathing.ts';

function workFor(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

it('E-14 the rest of the process has its turn after a spell of work, and not after every piece', async () => {
  let turns = 0;
  const breathe = breathing();
  setImmediate(() => (turns += 1));
  await breathe();
  expect(turns).toBe(0);
  workFor(25);
  await breathe();
  expect(turns).toBe(1);
});
