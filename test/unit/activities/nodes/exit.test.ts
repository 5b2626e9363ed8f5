import { describe, expect, it } from 'vitest';

import { runJourneyVirtually } from '../../../support/journeys/virtual-journey.ts';

const exit = { type: 'exit', id: 'end' };
const never = { type: 'delay', id: 'never', mode: 'duration', duration: 'P1D' };

describe('exit node', () => {
  it('J-41 exit node: ends the run as PROCESSED, whatever follows', async () => {
    const { run, steps, endedAt } = await runJourneyVirtually({ nodes: [exit, never] });
    expect([run.status, endedAt, steps.map(({ node }) => node)]).toEqual(['PROCESSED', 0, ['start', 'end']]);
  });

  it('J-41 exit node: within a path it ends the run, not only the path', async () => {
    const path = { conditions: ['data.out', 'exists'], nodes: [exit] };
    const nodes = [{ type: 'branch', id: 'fork', paths: [path], default: { nodes: [] } }, never];
    const out = await runJourneyVirtually({ nodes, data: { out: true } });
    const through = await runJourneyVirtually({ nodes });
    expect(out.steps.map(({ node }) => node)).toEqual(['start', 'fork', 'end']);
    expect(through.steps.map(({ node }) => node)).toEqual(['start', 'fork', 'never']);
  });
});
