import { describe, expect, it } from 'vitest';

import { persist } from '../../../../activities/ports/persist.ts';

const away = () => Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });

/** Fails in turn with each error, and is written then. */
function writeAfter(...errors: Error[]) {
  const attempt = async () => {
    const error = errors.shift();
    if (error) throw error;
    return 'written';
  };
  return { attempt, left: () => errors.length };
}

describe('persist', () => {
  it('F-13 persist: tries again while the database is away', async () => {
    const { attempt } = writeAfter(away());
    expect(await persist(attempt, 60_000)).toBe('written');
  });

  it('F-13 persist: gives up when the time is over', async () => {
    const { attempt, left } = writeAfter(away(), away());
    await expect(persist(attempt, -1)).rejects.toThrow('ECONNREFUSED');
    expect(left()).toBe(1);
  });

  it('F-13 persist: does not try again what no retry will mend', async () => {
    const { attempt, left } = writeAfter(new TypeError('x is not a function'), away());
    await expect(persist(attempt, 60_000)).rejects.toThrow(TypeError);
    expect(left()).toBe(1);
  });
});
