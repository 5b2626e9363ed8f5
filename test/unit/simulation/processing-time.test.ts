import { describe, expect, it } from 'vitest';

import { ProcessingTime } from '../../../simulation/processing-time.ts';

function compute(ms: number): void {
  const { user } = process.cpuUsage();
  while (process.cpuUsage().user - user < ms * 1_000);
}

describe('processing time', () => {
  it('DR-27 processing time: what others do meanwhile is not counted, nor what was before', async () => {
    const time = new ProcessingTime(30);
    compute(60);
    await time.aside(async () => compute(60));
    time.begin();
    await Promise.all([time.aside(async () => compute(60)), time.aside(async () => compute(60))]);
    expect(() => time.check()).not.toThrow();
  });

  it('DR-27 processing time: turns are counted together', async () => {
    const time = new ProcessingTime(50);
    time.begin();
    for (let turn = 0; turn < 3; turn += 1) {
      compute(20);
      await time.aside(async () => {});
    }
    expect(() => time.check()).toThrow(/^the simulation takes more than 50 ms/);
  });
});
