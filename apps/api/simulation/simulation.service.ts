import { Injectable } from '@nestjs/common';

import type { TemplatePlace } from '../../../activities/ports/lookups.ts';
import type { JsonObject } from '../../../language/json/json.ts';
import { InvalidInput } from '../../../language/problem.ts';
import { Worlds } from '../../../platform/database/simulation/worlds.ts';
import type { AutomationSimulation } from '../../../simulation/requests/automation-simulation.ts';
import { automationSubject } from '../../../simulation/requests/automation-subject.ts';
import type { JourneySimulation } from '../../../simulation/requests/journey-simulation.ts';
import { journeySubject } from '../../../simulation/requests/journey-subject.ts';
import { type Stage, simulateRequest } from '../../../simulation/requests/simulate-request.ts';
import { shownTimeline } from '../../../simulation/shown-timeline.ts';
import type { Timeline } from '../../../simulation/timeline.ts';
import type { Caller } from '../http/caller.ts';
import { JourneyChecks } from '../journeys/journey-checks.ts';
import { SavedDefinitions } from './saved-definitions.ts';

/** How long a simulation may hold up others. */
const MOST_MS = 1_000;
const TOO_LONG = `the simulation takes more than ${MOST_MS} ms: simulate less of it, or on the command line`;

/** Answers what runs would do: over what is stored, none of which changes. */
@Injectable()
export class SimulationService {
  constructor(
    private readonly worlds: Worlds,
    private readonly saved: SavedDefinitions,
    private readonly checks: JourneyChecks,
  ) {}

  /** @throws InvalidInput, ApiError 400, 404, 422 */
  async automation(caller: Caller, request: AutomationSimulation): Promise<JsonObject> {
    const { environmentId, mock } = caller;
    const saved = await this.saved.automation(caller, request);
    return this.#on({ environmentId }, (stage) =>
      simulateRequest(request, stage, (at) => ({ ...automationSubject(request, at, saved), mock })),
    );
  }

  /** @throws InvalidInput, NotStarted, ApiError 400, 404, 422 */
  async journey(caller: Caller, request: JourneySimulation): Promise<JsonObject> {
    const { environmentId, mock } = caller;
    const saved = await this.saved.journey(caller, request);
    const shelf = { environmentId, ...(saved?.id && { journeyId: saved.id }) };
    const answer = await this.#on(shelf, (stage) =>
      simulateRequest(request, stage, async (at) => {
        const { lookups } = stage;
        return { ...(await journeySubject(request, { at, lookups, saved })), mock };
      }),
    );
    if (request.journey) await this.checks.refuseUnsendable(shelf, request.journey);
    return answer;
  }

  async #on(place: TemplatePlace, work: (stage: Stage) => Promise<Timeline>): Promise<JsonObject> {
    const signal = AbortSignal.timeout(MOST_MS);
    try {
      const timeline = await this.worlds.read(place, ({ lookups, rowsOf: worldOf }) =>
        work({ now: Date.now(), lookups, worldOf, signal }),
      );
      return shownTimeline(timeline);
    } catch (error) {
      if (error === signal.reason) throw new InvalidInput([{ path: '', message: TOO_LONG }]);
      throw error;
    }
  }
}
