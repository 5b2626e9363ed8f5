import { Injectable } from '@nestjs/common';

import type { TemplatePlace } from '../../../activities/ports/lookups.ts';
import type { JsonObject } from '../../../language/json/json.ts';
import { type StoredWorld, Worlds } from '../../../platform/database/simulation/worlds.ts';
import { ProcessingTime } from '../../../simulation/processing-time.ts';
import type { AutomationSimulation } from '../../../simulation/requests/automation-simulation.ts';
import { automationSubject } from '../../../simulation/requests/automation-subject.ts';
import type { JourneySimulation } from '../../../simulation/requests/journey-simulation.ts';
import { journeySubject } from '../../../simulation/requests/journey-subject.ts';
import { type Surroundings, simulateRequest } from '../../../simulation/requests/simulate-request.ts';
import type { Timeline } from '../../../simulation/timeline/timeline.ts';
import { timelineJson } from '../../../simulation/timeline/timeline-json.ts';
import type { Caller } from '../http/caller.ts';
import { JourneyChecks } from '../journeys/journey-checks.ts';
import { OutboundRules } from './outbound-rules.ts';
import { SavedDefinitions } from './saved-definitions.ts';
import { SimulationGate } from './simulation-gate.ts';

/** How long a simulation may keep the processor from others. */
const MOST_MS = 1_000;

/** Answers what runs would do: over what is stored, none of which changes. */
@Injectable()
export class SimulationService {
  readonly #gate = new SimulationGate();

  constructor(
    private readonly worlds: Worlds,
    private readonly saved: SavedDefinitions,
    private readonly checks: JourneyChecks,
    private readonly rules: OutboundRules,
  ) {}

  /** @throws InvalidInput, ApiError 400, 404, 422, 503 */
  async automation(caller: Caller, request: AutomationSimulation): Promise<JsonObject> {
    const { environmentId, mock } = caller;
    const saved = await this.saved.automation(caller, request);
    return this.#on({ environmentId }, (ground) =>
      simulateRequest(request, ground, (at) => ({ ...automationSubject(request, at, saved), mock })),
    );
  }

  /** @throws InvalidInput, NotStarted, ApiError 400, 404, 422, 503 */
  async journey(caller: Caller, request: JourneySimulation): Promise<JsonObject> {
    const { environmentId, mock } = caller;
    const saved = await this.saved.journey(caller, request);
    const shelf = { environmentId, ...(saved?.id && { journeyId: saved.id }) };
    return this.#on(shelf, (ground) =>
      simulateRequest(request, ground, async (at, around) => {
        const subject = await journeySubject(request, { ...around, at, findUser: ground.findUser, saved });
        const { journey } = request;
        if (journey) await around.time.aside(() => this.checks.refuseUnsendable(shelf, journey, 'journey'));
        return { ...subject, mock };
      }),
    );
  }

  #on(place: TemplatePlace, work: (ground: StoredWorld & Surroundings) => Promise<Timeline>): Promise<JsonObject> {
    return this.#gate.pass(async () => {
      const time = new ProcessingTime(MOST_MS);
      const world = this.worlds.at(place, (wait) => time.aside(wait));
      return timelineJson(await work({ now: Date.now(), ...world, time, refusal: this.rules.refusal }));
    });
  }
}
