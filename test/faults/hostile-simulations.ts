import { rowsOfWorld } from '../../apps/cli/rows-of-world.ts';
import { WorldFile } from '../../apps/cli/world-file.ts';
import { InvalidInput } from '../../language/problem.ts';
import { MemoryLookups } from '../../platform/memory/memory-lookups.ts';
import { ProcessingTime } from '../../simulation/processing-time.ts';
import { AutomationSimulation } from '../../simulation/requests/automation-simulation.ts';
import { automationSubject } from '../../simulation/requests/automation-subject.ts';
import { JourneySimulation } from '../../simulation/requests/journey-simulation.ts';
import { journeySubject } from '../../simulation/requests/journey-subject.ts';
import { simulateRequest } from '../../simulation/requests/simulate-request.ts';
import { timelineJson } from '../../simulation/timeline/timeline-json.ts';
import { HOSTILE } from './hostile-bodies.ts';

/** What came of one body, asked for twice at once, and how long the processor took for both. */
export interface Told {
  name: string;
  answers: string[];
  tookMs: number;
}

const START = Date.parse('2026-12-01T08:00:00Z');
/** As the API has them at once, and for so long each. */
const AT_ONCE = 2;
const MOST_MS = 1_000;

const world = WorldFile.parse({
  templates: { large: { content: { title: 'T', body: '{{q}}' } } },
  automations: { long: { steps: Array.from({ length: 200 }, () => ({ action: 'delay', duration: '1 hour' })) } },
  profiles: { ada: { email: 'ada@example.com' } },
  lists: { team: Array.from({ length: 1_000 }, () => 'ada').map((name, index) => `${name}${index}`) },
});

async function answerTo(body: object): Promise<string> {
  const rows = rowsOfWorld(world);
  const findUser = (wanted: Parameters<MemoryLookups['findUser']>[1]) => new MemoryLookups(rows).findUser('', wanted);
  const subjectOf: Parameters<typeof simulateRequest>[2] = (at, given) =>
    'journey' in body
      ? journeySubject(JourneySimulation.parse(body), { ...given, at, findUser })
      : automationSubject(AutomationSimulation.parse(body), at);
  const around = { now: START, worldOf: async () => ({ rows }), time: new ProcessingTime(MOST_MS) };
  try {
    const answer = timelineJson(await simulateRequest({}, around, subjectOf));
    return `200 ${JSON.stringify(answer).length}`;
  } catch (error) {
    if (error instanceof InvalidInput) return `400 ${error.message}`;
    throw error;
  }
}

for (const [name, bodyOf] of Object.entries(HOSTILE)) {
  const before = process.cpuUsage();
  const answers = await Promise.all(Array.from({ length: AT_ONCE }, () => answerTo(bodyOf())));
  const tookMs = process.cpuUsage(before).user / 1_000;
  console.log(JSON.stringify({ name, answers, tookMs } satisfies Told));
}
