import { bundle } from './bundle.ts';
import { cancel } from './cancel.ts';
import { coldStart } from './cold-start.ts';
import { completed } from './completed.ts';
import { costs } from './costs.ts';
import { events } from './events.ts';
import { interpreter } from './interpreter.ts';
import { invoke } from './invoke.ts';
import { list } from './list.ts';
import { overload } from './overload.ts';
import { replay } from './replay.ts';
import { simulate } from './simulate.ts';
import { sleep } from './sleep.ts';
import { sleepers } from './sleepers.ts';
import { timers } from './timers.ts';
import type { World } from './world.ts';

/** What `npm run bench` knows, in the order in which it measures. */
export const benches = {
  B1: { about: 'what canonical runs cost', run: costs },
  B2: { about: 'an invoke beside a bare start of a workflow', run: invoke },
  B3: { about: 'the interpreter beside a hand-written workflow', run: interpreter },
  B4: { about: 'replaying histories', run: replay },
  B6: { about: "the workflows' bundle", run: bundle },
  B7: { about: 'runs that sleep', run: sleepers },
  B8: { about: 'timers that are due at once', run: timers },
  B9: { about: 'a send to a list', run: list },
  B10: { about: 'runs from request to end, beside what one could write instead', run: completed },
  B11: { about: 'the start of a worker', run: coldStart },
  B12: { about: 'the cancel of many runs by one token', run: cancel },
  events: { about: 'a stream of events beside 200 journeys', run: events },
  overload: { about: 'single sends while a list goes out', run: overload },
  simulate: { about: 'a year of a journey, simulated', run: simulate },
  sleep: { about: 'a wait of 30 days in a test', run: sleep },
} satisfies Record<string, { about: string; run(world: World): Promise<void> }>;

export type BenchName = keyof typeof benches;
