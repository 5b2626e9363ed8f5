import type { z } from 'zod';
import type { JourneyBody, JourneyRow, ListedJourney } from '../../../platform/database/definitions/journey-rows.ts';
import type { JourneyVersionRow, ListedVersion } from '../../../platform/database/definitions/journey-versions.ts';
import { versionName } from '../http/version-name.ts';
import type { JourneyAnswer, JourneysAnswer, JourneyVersionsAnswer } from './journeys.schemas.ts';

type Answer = z.infer<typeof JourneyAnswer>;
type Listed = z.infer<typeof JourneysAnswer>['templates'][number];
type Version = z.infer<typeof JourneyVersionsAnswer>['results'][number];

/** A journey as its draft has it. */
export function draftAnswer(row: JourneyRow): Answer {
  return { ...answerOf(row, row.draft), state: 'DRAFT', published: row.publishedAt?.getTime() ?? null };
}

/** A journey as one of its versions has it. */
export function versionAnswer(row: JourneyRow, { number, body, createdAt }: JourneyVersionRow): Answer {
  const version = versionName(number);
  return { ...answerOf(row, body), state: 'PUBLISHED', version, published: createdAt.getTime() };
}

/** A journey as it is in force; undefined when it was never published. */
export function publishedAnswer(row: JourneyRow): Answer | undefined {
  const { publishedVersion: number, published: body, publishedAt: createdAt } = row;
  return number && body && createdAt ? versionAnswer(row, { number, body, createdAt }) : undefined;
}

/** W-14 */
export function listedJourney({ createdAt, updatedAt, ...row }: ListedJourney, version: Listed['version']): Listed {
  return {
    ...row,
    version,
    createdAt: createdAt.toISOString(),
    ...(updatedAt && { updatedAt: updatedAt.toISOString() }),
  };
}

/** J-18 */
export function listedVersion({ number, name, creator, createdAt }: ListedVersion): Version {
  const published = createdAt.getTime();
  return { version: versionName(number), name, creator, created: published, published };
}

function answerOf(row: JourneyRow, { name, nodes, cancelation_token }: JourneyBody) {
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
