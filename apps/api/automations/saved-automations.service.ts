import { Injectable } from '@nestjs/common';
import type { z } from 'zod';

import { compileDefinition } from '../../../language/compile/compile-definition.ts';
import { writtenToken } from '../../../language/compile/written-token.ts';
import { InvalidInput } from '../../../language/problem.ts';
import { inspectMessages } from '../../../messages/inspect-messages.ts';
import { type AutomationBody, Automations } from '../../../platform/database/definitions/automations.ts';
import { DefinitionsService } from '../definitions/definitions.service.ts';
import type { Caller } from '../http/caller.ts';
import { automationAnswers, type ShownAutomation } from './saved-automation-answers.ts';
import { type AutomationAnswer, AutomationId, type AutomationWrite } from './saved-automations.schemas.ts';

type Write = z.infer<typeof AutomationWrite>;

/** Saved automations: drafts, and what is published of them. */
@Injectable()
export class SavedAutomationsService extends DefinitionsService<AutomationBody, ShownAutomation> {
  protected override readonly title = 'Automation template';
  protected override readonly answers = automationAnswers;

  constructor(private readonly automations: Automations) {
    super(automations);
  }

  /** @throws InvalidInput, AliasTaken */
  async save({ environmentId, id: by }: Caller, id: string, write: Write): Promise<z.infer<typeof AutomationAnswer>> {
    refuseUnusable(id, write);
    const { alias, enabled } = write;
    const change = { alias, enabled, draft: bodyOf(write), keepsToken: writtenToken(write) === undefined, by };
    return this.answers.draft(this.named(id, await this.automations.save(environmentId, id, change)));
  }
}

/** The same compile as that of an ad-hoc automation, so that every literal is looked at. @throws InvalidInput */
function refuseUnusable(id: string, write: Write): void {
  const { error } = AutomationId.safeParse(id);
  const ofId = (error?.issues ?? []).map(({ message }) => ({ path: 'id', message }));
  const context = { data: {}, profile: {} };
  const { problems } = compileDefinition(write, { context, at: Date.now(), inspect: inspectMessages(Date.now()) });
  if (ofId.length + problems.length > 0) throw new InvalidInput([...ofId, ...problems]);
}

/** The token is stored under one of its names, and an empty one not at all. A-09, K-01 */
function bodyOf(write: Write): AutomationBody {
  const { name, steps, sources } = write;
  const token = writtenToken(write)?.token;
  return { name, steps, ...(sources && { sources }), ...(token && { cancelation_token: token }) };
}
