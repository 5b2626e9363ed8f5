import { describe, expect, it } from 'vitest';

import type { Outcome } from '../../../../workflows/contracts/step-activities.ts';
import { batch } from '../../../../workflows/nodes/batch.ts';
import { FakeRunContext } from '../../../support/fake-run-context.ts';

describe('batch, on the side of the workflow', () => {
  it('N-62 batch: whoever opened the window waits as long as others put its end off', async () => {
    const run = new FakeRunContext();
    const answers: Outcome[] = [{ kind: 'gathers', until: 5 }, { kind: 'gathers', until: 9 }, { kind: 'processed' }];
    run.perform = async (order) => {
      run.asked.push(`perform ${order}`);
      return answers.shift() as Outcome;
    };
    expect(await batch(0, run)).toEqual({ kind: 'processed' });
    expect(run.asked).toEqual([
      'perform 0',
      'show 0 gathers',
      'wait 0 until 5',
      'perform 0',
      'show 0 gathers',
      'wait 0 until 9',
      'perform 0',
    ]);
  });

  it('N-61 batch: whoever joined waits for nothing', async () => {
    const run = new FakeRunContext([{ kind: 'ends' }]);
    expect(await batch(0, run)).toEqual({ kind: 'ends' });
    expect(run.asked).toEqual(['perform 0']);
  });
});
