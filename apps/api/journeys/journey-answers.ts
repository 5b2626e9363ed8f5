import type { z } from 'zod';

import type { JourneyBody, JourneyRow } from '../../../platform/database/definitions/journey-rows.ts';
import { DefinitionAnswers, type ShownState } from '../definitions/definition-answers.ts';
import type { JourneyAnswer } from './journeys.schemas.ts';

/** All of a journey's answer but its state. */
export type ShownJourney = Omit<z.infer<typeof JourneyAnswer>, keyof ShownState>;

/** A journey as it is answered. */
export const journeyAnswers = new DefinitionAnswers<JourneyBody, ShownJourney>(shown);

function shown(row: JourneyRow, { name, nodes, cancelation_token }: JourneyBody) {
  const { id, alias, enabled, creator, updater, createdAt, updatedAt } = row;
  return {
    id,
    name,
    ...(alias !== null && { alias }),
    enabled,
    cancelation_token: cancelation_token ?? null,
    nodes,
    created: createdAt.getTime(),
    creator,
    updated: updatedAt?.getTime() ?? null,
    updater,
  };
}
