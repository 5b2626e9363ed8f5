import type { z } from 'zod';

import type { AutomationBody } from '../../../platform/database/definitions/automations.ts';
import type { DefinitionRow } from '../../../platform/database/definitions/definition-rows.ts';
import { DefinitionAnswers, type ShownState } from '../definitions/definition-answers.ts';
import type { AutomationAnswer } from './saved-automations.schemas.ts';

/** All of an automation's answer but its state. */
export type ShownAutomation = Omit<z.infer<typeof AutomationAnswer>, keyof ShownState>;

/** A saved automation as it is answered. */
export const automationAnswers = new DefinitionAnswers<AutomationBody, ShownAutomation>(shown);

function shown({ id, alias, enabled, createdAt, updatedAt }: DefinitionRow<AutomationBody>, body: AutomationBody) {
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
