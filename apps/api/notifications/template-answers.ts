import type { z } from 'zod';

import type { TemplateBody } from '../../../language/content/template.ts';
import type { Template } from '../../../platform/database/generated/client.ts';
import type { TemplateAnswer, TemplatesAnswer } from './notifications.schemas.ts';

type Answer = z.infer<typeof TemplateAnswer>;
type Body = Omit<TemplateBody, 'alias'> & { channel?: string; provider_key?: string };

/** A template with the body of its draft or of one of its versions. */
export function templateAnswer(template: Template, body: unknown, state: Answer['state']): Answer {
  const { brand, subscription, routing, content, channel, provider_key: providerKey } = body as Body;
  return {
    ...summaryOf(template, body as Body, state),
    ...(template.alias !== null && { alias: template.alias }),
    brand: brand ?? null,
    subscription: subscription ?? null,
    routing: routing ?? null,
    content,
    ...(channel && { channel }),
    ...(providerKey && { providerKey }),
  };
}

/** A template in a list: what its draft says of it. */
export function templateSummary(template: Template): z.infer<typeof TemplatesAnswer>['results'][number] {
  return summaryOf(template, template.draft as Body, template.publishedVersion === null ? 'DRAFT' : 'PUBLISHED');
}

function summaryOf(template: Template, { name, tags }: Body, state: Answer['state']) {
  const { id, creator, createdAt, updater, updatedAt } = template;
  return {
    id,
    name,
    tags: tags ?? [],
    state,
    created: createdAt.getTime(),
    creator,
    ...(updatedAt && { updated: updatedAt.getTime() }),
    ...(updater !== null && { updater }),
  };
}
