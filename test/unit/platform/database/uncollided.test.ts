import { expect, it } from 'vitest';

import { uncollided } from '../../../../platform/database/uncollided.ts';

/** Fails so many times with a code. */
function failing(times: number, code: string) {
  let tries = 0;
  const work = async () => {
    tries += 1;
    if (tries <= times) throw Object.assign(new Error(code), { code });
    return tries;
  };
  return { work, tries: () => tries };
}

it.each(['40P01', '40001', 'P2034'])('F-13 work that collided is done again, a few times: %s', async (code) => {
  expect(await uncollided(failing(4, code).work)).toBe(5);
  const hopeless = failing(9, code);
  await expect(uncollided(hopeless.work)).rejects.toMatchObject({ code });
  expect(hopeless.tries()).toBe(5);
});

it.each(['57014', '23505', '55P03'])('F-13 what failed otherwise is not done again: %s', async (code) => {
  const { work, tries } = failing(1, code);
  await expect(uncollided(work)).rejects.toMatchObject({ code });
  expect(tries()).toBe(1);
});
