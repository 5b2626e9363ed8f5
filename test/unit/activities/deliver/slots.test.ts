import { describe, expect, it } from 'vitest';

import { Slots } from '../../../../activities/deliver/slots.ts';

describe('slots', () => {
  it('lends as many places as there are, and then none', async () => {
    const slots = new Slots(2);
    expect([await slots.take(0), await slots.take(0)]).not.toContain(undefined);
    expect(await slots.take(5)).toBeUndefined();
  });

  it('hands a place on to whoever waits longest', async () => {
    const slots = new Slots(1);
    const place = await slots.take(0);
    const served: string[] = [];
    const queue = async (name: string) => {
      const next = await slots.take(10_000);
      served.push(name);
      return next;
    };
    const first = queue('first');
    const second = queue('second');
    place?.release();
    (await first)?.release();
    (await second)?.release();
    expect(served).toEqual(['first', 'second']);
    expect(await slots.take(0)).toBeDefined();
  });

  it('lets a broadcast wait for everyone else', async () => {
    const slots = new Slots(1);
    const place = await slots.take(0);
    const served: string[] = [];
    const queue = async (name: string, isBroadcast: boolean) => {
      const next = await slots.take(10_000, isBroadcast);
      served.push(name);
      next?.release();
    };
    const all = [queue('list 1', true), queue('list 2', true), queue('one alone', false)];
    place?.release();
    await Promise.all(all);
    expect(served).toEqual(['one alone', 'list 1', 'list 2']);
  });

  it('forgets who went away', async () => {
    const slots = new Slots(1);
    const place = await slots.take(0);
    expect(await slots.take(1)).toBeUndefined();
    place?.release();
    expect(await slots.take(0)).toBeDefined();
    expect(await slots.take(0)).toBeUndefined();
  });
});
