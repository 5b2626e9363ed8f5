import net from 'node:net';
import { describe, expect, it } from 'vitest';
import { AdHocInvoke } from '../../../language/automation.ts';
import { compileAutomation } from '../../../language/compile/compile.ts';
import { type Assumptions, NO_ASSUMPTIONS } from '../../../simulation/assumptions/assumptions.ts';
import { simulate } from '../../../simulation/simulate.ts';
import type { Subject } from '../../../simulation/subject.ts';
import { TimelineAnswer } from '../../../simulation/timeline/timeline-answer.ts';
import { timelineJson } from '../../../simulation/timeline/timeline-json.ts';
import { journeyPlan, TRIGGER } from '../../support/journeys/journey-plan.ts';
import { randomData, randomJourneys } from '../../support/random-journeys/random-journeys.ts';
import { randomPlans } from '../../support/random-plans/random-plans.ts';
import { virtualWorld } from '../../support/random-plans/virtual-world.ts';
import { frozen, inClosedWorld } from '../../support/simulation/closed-world.ts';
import { START } from '../../support/simulation/simulate-body.ts';

const CANCEL: Assumptions = { ...NO_ASSUMPTIONS, events: [{ type: 'cancel', after: '1 minute' }] };
const FOLLOW_UP = { steps: [{ action: 'delay', duration: '1 day' }] } as never;

const options = { start: START, zone: 'Asia/Kathmandu', assume: frozen(NO_ASSUMPTIONS) };

function randomSubjects(): Subject[] {
  const automations = randomPlans(150, 8, START).map((body): Subject => {
    return { kind: 'automation', ...compileAutomation(AdHocInvoke.parse(body), START) };
  });
  const journeys = randomJourneys(150, 8).map(({ nodes, recipient, profile }): Subject => {
    const plan = journeyPlan([TRIGGER, ...nodes], { recipient, at: START });
    return { kind: 'journey', plan, context: { data: randomData(START), profile, ...(recipient && { recipient }) } };
  });
  return [...automations, ...journeys];
}

describe('simulation', () => {
  it('DR-01 DR-06 simulation: no simulation opens a socket, writes a file, changes what it is given or answers what is not declared', async () => {
    const subjects = frozen(randomSubjects());
    const statuses = new Set<string>();
    const told = new Set<string>();
    await inClosedWorld(async () => {
      expect(() => net.connect(1)).toThrow('something leaves the process');
      for (const [index, subject] of subjects.entries()) {
        const { rows } = virtualWorld();
        rows.automations.push({
          id: 'at_1',
          alias: 'follow-up',
          archived: false,
          enabled: true,
          definition: FOLLOW_UP,
        });
        frozen([rows.templates, rows.providers, rows.brands, rows.automations]);
        const assume = index % 3 === 0 ? frozen(CANCEL) : options.assume;
        const timeline = timelineJson(await simulate(subject, { rows }, { ...options, assume }));
        for (const entry of timeline.timeline as object[]) for (const name of Object.keys(entry)) told.add(name);
        // What the schema does not declare is not in what it makes of an answer.
        expect(TimelineAnswer.parse(timeline)).toEqual(timeline);
        statuses.add(String((timeline.run as { status: string }).status));
      }
    });
    expect([...statuses].sort()).toEqual(['CANCELED', 'ERROR', 'PROCESSED']);
    expect([...told].sort()).toEqual(Object.keys(TimelineAnswer.shape.timeline.element.shape).sort());
  });

  it('DR-06 simulation: others of the process have their turn while a long plan is simulated', async () => {
    const steps = Array.from({ length: 200 }, () => ({ action: 'update-profile', profile: { a: 1 } }));
    const subject = compileAutomation(AdHocInvoke.parse({ recipient: 'ada', automation: { steps } }), START);
    let turns = 0;
    let goesOn = true;
    const count = () => {
      turns += 1;
      if (goesOn) setImmediate(count);
    };
    setImmediate(count);
    await simulate({ kind: 'automation', ...subject }, { rows: virtualWorld().rows }, options);
    goesOn = false;
    expect(turns).toBeGreaterThanOrEqual(200 / 50);
  });
});
