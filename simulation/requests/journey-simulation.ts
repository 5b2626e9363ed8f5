import { z } from 'zod';

import { JourneyBody } from '../../language/journey.ts';
import { journeyInvokeFields } from '../../language/journey-invoke.ts';
import { optional } from '../../language/optional.ts';
import { definitionProblems, savedFields, simulationFields } from './simulation-fields.ts';
import { StartingEvent } from './starting-event.ts';

const invokeFields = Object.keys(journeyInvokeFields) as (keyof typeof journeyInvokeFields)[];
const BESIDE_EVENT = 'cannot stand beside event, which says whom the run is for and what it begins with';

/**
 * The body of POST `/journeys/simulate`: that of an invoke, or the event that starts the run; and with it the journey as it would
 * be saved, or the id of one that is, or both: what would become of that one, its own templates included.
 */
export const JourneySimulation = z
  .object({
    journey: optional(JourneyBody.partial({ name: true })),
    ...savedFields,
    ...journeyInvokeFields,
    event: optional(StartingEvent),
    ...simulationFields,
  })
  .superRefine((body, { addIssue }) => {
    if (body.event)
      for (const field of invokeFields.filter((field) => body[field] !== undefined))
        addIssue({ code: 'custom', path: [field], message: BESIDE_EVENT });
    for (const { path, message } of definitionProblems('journey', body, body.journey !== undefined))
      addIssue({ code: 'custom', path: [path], message });
  })
  .meta({ id: 'JourneySimulation' });
export type JourneySimulation = z.infer<typeof JourneySimulation>;
