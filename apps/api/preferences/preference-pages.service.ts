import { Injectable } from '@nestjs/common';
import type { z } from 'zod';

import type { JsonObject } from '../../../language/json/json.ts';
import type { PreferencePage } from '../../../platform/database/generated/client.ts';
import { PreferencePages } from '../../../platform/database/preferences/preference-pages.ts';
import { newId } from '../../../platform/ids.ts';
import type { Caller } from '../http/caller.ts';
import { found } from '../http/found.ts';
import { sectionAnswer } from './section-answers.ts';
import type { PageAnswer, PublishAnswer, PublishWrite } from './sections.schemas.ts';

type Body = Pick<z.infer<typeof PageAnswer>, 'brand_id' | 'heading' | 'description' | 'sections'>;

/** What a page of preferences of your own is to show: a snapshot that later changes leave as it is. */
@Injectable()
export class PreferencePagesService {
  constructor(private readonly pages: PreferencePages) {}

  async publish(
    { environmentId, id: publisher }: Caller,
    write: z.infer<typeof PublishWrite>,
  ): Promise<z.infer<typeof PublishAnswer>> {
    const { brand_id = 'default', ...words } = write ?? {};
    const page = await this.pages.publish(environmentId, { id: newId('pp_'), publisher }, (sections) => {
      const body: Body = { brand_id, ...words, sections: sections.map(sectionAnswer) };
      return body as unknown as JsonObject;
    });
    return { ...published(page), preview_url: null };
  }

  async retrieve({ environmentId }: Caller, id: string): Promise<z.infer<typeof PageAnswer>> {
    const page = found(await this.pages.find(environmentId, id), 'Page');
    return { ...published(page), ...(page.body as unknown as Body) };
  }
}

function published({ id, publisher, publishedAt, version }: PreferencePage) {
  return {
    page_id: id,
    published_at: publishedAt.toISOString(),
    published_version: Number(version),
    published_by: publisher,
  };
}
