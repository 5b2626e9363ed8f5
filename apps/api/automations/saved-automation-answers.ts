import type { z } from 'zod';

import type {
  AutomationVersionRow,
  ListedVersion,
} from '../../../platform/database/definitions/automation-versions.ts';
import type {
  AutomationBody,
  AutomationRow,
  ListedAutomation,
} from '../../../platform/database/definitions/automations.ts';
import { versionName } from '../http/version-name.ts';
import type { AutomationAnswer, AutomationsAnswer, AutomationVersionsAnswer } from './saved-automations.schemas.ts';

type Answer = z.infer<typeof AutomationAnswer>;
type Listed = z.infer<typeof AutomationsAnswer>['templates'][number];
type Version = z.infer<typeof AutomationVersionsAnswer>['results'][number];

/** An automation as its draft has it. */
export function draftAnswer(row: AutomationRow): Answer {
  return { ...answerOf(row, row.draft), state: 'DRAFT', published: row.publishedAt?.getTime() ?? null };
}

/** An automation as one of its versions has it. */
export function versionAnswer(row: AutomationRow, { number, body, createdAt }: AutomationVersionRow): Answer {
  const version = versionName(number);
  return { ...answerOf(row, body), state: 'PUBLISHED', version, published: createdAt.getTime() };
}

/** An automation as it is in force; undefined when it was never published. */
export function publishedAnswer(row: AutomationRow): Answer | undefined {
  const { publishedVersion: number, published: body, publishedAt: createdAt } = row;
  return number && body && createdAt ? versionAnswer(row, { number, body, createdAt }) : undefined;
}

/** W-14 */
export function listedAutomation(
  { createdAt, updatedAt, ...row }: ListedAutomation,
  version: Listed['version'],
): Listed {
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

function answerOf({ id, alias, enabled, createdAt, updatedAt }: AutomationRow, body: AutomationBody) {
  const { name, steps, cancelation_token, sources } = body;
  return {
    id,
    name,
    ...(alias !== null && { alias }),
    enabled,
    ...(cancelation_token !== undefined && { cancelation_token }),
    steps,
    ...(sources && { sources }),
    created: createdAt.getTime(),
    updated: updatedAt?.getTime() ?? null,
  };
}
