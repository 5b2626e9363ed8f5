import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';

import { invokedRunId } from '../../../../activities/step/invoked-run-id.ts';
import { RUN_ID } from '../../../support/virtual.ts';

const call = { runId: RUN_ID, order: 3, at: Date.UTC(2026, 10, 21, 9) };

describe('id of an invoked run', () => {
  it('A-27 it has the form of a run id: the time of the workflow, then 24 hex of the hash of run, step and visit', () => {
    const seconds = (call.at / 1000).toString(16);
    const digest = createHash('sha256').update(`${RUN_ID}:3:0`).digest('hex');
    expect(invokedRunId(call)).toBe(`1-${seconds}-${digest.slice(0, 24)}`);
    expect(invokedRunId({ ...call, at: 1_000 })).toMatch(/^1-00000001-[0-9a-f]{24}$/);
  });

  it('A-27 it is the same for the same step, and another for another step or run', () => {
    const ids = [call, call, { ...call, order: 4 }, { ...call, runId: `${RUN_ID}0` }].map(invokedRunId);
    expect(ids[1]).toBe(ids[0]);
    expect(new Set(ids).size).toBe(3);
  });
});
