import type { Content } from '../../language/content/content.ts';
import { memberAt } from '../../language/json/member-at.ts';
import { CompiledCache } from '../../messages/compiled-cache.ts';
import { type CompiledContent, compileContent } from '../../messages/content.ts';
import type { Lookups, TemplateLookup } from '../ports/lookups.ts';
import type { SendMaterial } from '../ports/send-material.ts';
import type { Composition } from './composition.ts';
import type { Unwritten } from './letter.ts';

/** What a published template makes of a message. */
interface FoundTemplate {
  templateId: string;
  versionId: string;
  content: CompiledContent;
  brandId?: string;
  /** The only one that it was written for. N-51 */
  channel?: string;
  /** The catalog key of the only provider that is to send it there. §2.6 */
  providerKey?: string;
  /** What its messages are about, for whoever chooses by it. N-58 */
  topicId?: string;
}

/** The send that names a template. */
interface Wanting {
  snapshot: Pick<SendMaterial, 'environmentId' | 'journeyId' | 'templates'>;
  step: Pick<Composition['step'], 'ahead'>;
}

/** A template's published content, compiled once for each immutable version. */
export class TemplateContent {
  readonly #compiled = new CompiledCache<CompiledContent>();

  constructor(readonly lookups: Lookups) {}

  /** A problem in words where the template cannot be sent (F-06). */
  async find(name: string, { snapshot, step }: Wanting): Promise<FoundTemplate | Unwritten> {
    const ahead = step.ahead.templates.includes(name);
    const template = ahead ? pick(snapshot.templates, name) : await this.lookups.findTemplate(snapshot, name);
    // A name that came from data may be anything, and reasons go into Temporal's history.
    const told = ahead ? name : 'what it refers to';
    const status = 'UNMAPPED';
    if (!template) return { problem: `template: ${told} does not exist`, status };
    if (template.archived) return { problem: `template: ${told} is archived`, status };
    if (!template.version) return { problem: `template: ${told} was never published`, status, reason: 'UNPUBLISHED' };
    const { id: versionId, body } = template.version;
    const brandId = memberAt(body, 'brand.id');
    const topicId = memberAt(body, 'subscription.topic_id');
    const { channel, provider_key: providerKey } = body;
    return {
      templateId: template.id,
      versionId,
      content: this.#compiled.find(versionId, () => compileContent(body.content as Content)),
      ...(typeof brandId === 'string' && { brandId }),
      ...(typeof channel === 'string' && { channel }),
      ...(typeof providerKey === 'string' && { providerKey }),
      ...(typeof topicId === 'string' && { topicId }),
    };
  }
}

function pick(templates: readonly TemplateLookup[], name: string): TemplateLookup | undefined {
  return templates.find(({ id }) => id === name) ?? templates.find(({ alias }) => alias === name);
}
