import { Injectable } from '@nestjs/common';
import type { z } from 'zod';

import { providers } from '../../../activities/deliver/providers/index.ts';
import { pagingOf } from '../http/paging.ts';
import { catalogEntry } from './catalog.ts';
import type { CatalogAnswer, CatalogQuery } from './providers.schemas.ts';

/** The providers of this release. R-28 */
@Injectable()
export class CatalogService {
  list({ channel, keys, name }: z.infer<typeof CatalogQuery>): z.infer<typeof CatalogAnswer> {
    const results = Object.values(providers)
      .filter((provider) => !channel || provider.channels.includes(channel))
      .filter((provider) => !keys || keys.includes(provider.key))
      .filter((provider) => !name || provider.title.toLowerCase().includes(name.toLowerCase()))
      .map(catalogEntry);
    return { results, paging: pagingOf(undefined) };
  }
}
