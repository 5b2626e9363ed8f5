import { Injectable } from '@nestjs/common';
import type { z } from 'zod';

import { Content } from '../../../language/content/content.ts';
import type { JsonObject } from '../../../language/json/json.ts';
import { InvalidInput } from '../../../language/problem.ts';
import { checkContent } from '../../../messages/check-content.ts';
import type { Shelf } from '../../../platform/database/definitions/shelf.ts';
import { Templates } from '../../../platform/database/definitions/templates.ts';
import type { Template } from '../../../platform/database/generated/client.ts';
import { ApiError } from '../http/api-error.ts';
import { found } from '../http/found.ts';
import type { Author } from './author.ts';
import { checksumsOf, withChecksums } from './checksums.ts';
import type { ContentAnswer, ContentMutationAnswer } from './content.schemas.ts';
import type { ContentJson, Edit } from './content-edits.ts';
import { identified } from './identified.ts';
import type { WrittenState } from './notifications.schemas.ts';
import { renamed } from './renamed.ts';
import { stateOf } from './state-of.ts';
import { VersionsService } from './versions.service.ts';

/** The one version of the language there is. */
const VERSION = '2022-01-01';

/** The content of message templates: read, and changed in the draft as a whole, by the element, or by the locale (§2.6). */
@Injectable()
export class ContentService {
  constructor(
    private readonly templates: Templates,
    private readonly versions: VersionsService,
  ) {}

  async retrieve(shelf: Shelf, id: string, version: string): Promise<z.infer<typeof ContentAnswer>> {
    const { body } = await this.versions.bodyOf(shelf, id, version);
    const { content } = body as { content: ContentJson };
    const shown = { ...content, version: VERSION, elements: withChecksums(content.elements ?? []) };
    return shown as unknown as z.infer<typeof ContentAnswer>;
  }

  /**
   * Saves what `edit` makes of the draft's content. It is asked again when the draft changed meanwhile, so that changes of two
   * elements at once are both kept.
   * @throws InvalidInput, and whatever `edit` throws
   */
  async change(
    author: Author,
    id: string,
    edit: (content: ContentJson) => Edit,
    written: z.infer<typeof WrittenState>,
  ): Promise<z.infer<typeof ContentMutationAnswer>> {
    const state = stateOf(written);
    for (;;) {
      const over = await this.#draftOf(author, id);
      const content = checked(edit(over.content as ContentJson));
      const draft = { ...over, content };
      const saved = await this.templates.save(author, id, {
        draft,
        updater: author.id,
        publish: state === 'PUBLISHED',
        over,
      });
      if (saved) return { id, version: VERSION, state, elements: checksumsOf(content.elements ?? []) };
    }
  }

  async #draftOf(shelf: Shelf, id: string): Promise<JsonObject> {
    const template: Template = found(await this.templates.find(shelf, id), 'Notification template');
    if (template.archivedAt !== null) throw new ApiError('template_archived');
    return template.draft as JsonObject;
  }
}

/** The content as it is stored; problems are named as in the request. */
function checked({ content, places }: Edit): JsonObject & { elements?: Parameters<typeof checksumsOf>[0] } {
  try {
    const { data, error } = Content.safeParse(content);
    if (error)
      throw new InvalidInput(
        error.issues.map(({ path, message }) => ({ path: ['content', ...path].join('.'), message })),
      );
    checkContent(data, 'content');
    return identified(data, 'content') as ReturnType<typeof checked>;
  } catch (error) {
    throw error instanceof InvalidInput ? new InvalidInput(renamed(error.problems, places)) : error;
  }
}
