import { Injectable } from '@nestjs/common';
import type { z } from 'zod';

import type { JsonObject } from '../../../language/json/json.ts';
import { compileBrand } from '../../../messages/brand/compile-brand.ts';
import { type BrandFields, Brands } from '../../../platform/database/brands.ts';
import type { Brand } from '../../../platform/database/generated/client.ts';
import { newId } from '../../../platform/ids.ts';
import { ApiError } from '../http/api-error.ts';
import type { Caller } from '../http/caller.ts';
import { found } from '../http/found.ts';
import { paged } from '../http/paged.ts';
import { pagingOf } from '../http/paging.ts';
import type { BrandAnswer, BrandCreate, BrandsAnswer, BrandWrite } from './brands.schemas.ts';

type Answer = z.infer<typeof BrandAnswer>;
type Write = z.infer<typeof BrandWrite>;

/** Brands: how messages look. §11.3 */
@Injectable()
export class BrandsService {
  constructor(private readonly brands: Brands) {}

  async create({ environmentId }: Caller, { id = newId('bnd_'), ...write }: z.infer<typeof BrandCreate>) {
    const row = await this.brands.insert(environmentId, id, fieldsOf(id, write));
    if (row) return answerOf(row);
    throw new ApiError('brand_exists', `There is a brand with the id ${id} already`);
  }

  async list({ environmentId }: Caller, cursor: string | undefined): Promise<z.infer<typeof BrandsAnswer>> {
    const { page, cut } = paged({ cursor, filters: {} });
    const { rows, next } = cut(await this.brands.page(environmentId, page), ({ createdAt: at, id }) => ({ at, id }));
    return { results: rows.map(answerOf), paging: pagingOf(next) };
  }

  async retrieve({ environmentId }: Caller, id: string): Promise<Answer> {
    return answerOf(found(await this.brands.find(environmentId, id), 'Brand'));
  }

  async replace({ environmentId }: Caller, id: string, write: Write): Promise<Answer> {
    return answerOf(found(await this.brands.replace(environmentId, id, fieldsOf(id, write)), 'Brand'));
  }

  /** What still names it goes without it; the workspace's default is refused, since every message would. docs/adr/0013 */
  async remove({ environmentId }: Caller, id: string): Promise<void> {
    if (await this.brands.remove(environmentId, id)) return;
    found(await this.brands.find(environmentId, id), 'Brand');
    throw new ApiError('brand_is_default');
  }
}

/** The brand as it is stored: one whose texts can be rendered. @throws InvalidInput */
function fieldsOf(id: string, { name, settings, snippets }: Write): BrandFields {
  compileBrand({ id, name, settings: settings ?? {}, snippets: snippets?.items ?? [] });
  return { name, body: { settings, snippets } as JsonObject };
}

function answerOf({ id, name, body, version, createdAt, updatedAt }: Brand): Answer {
  const updated = updatedAt.getTime();
  const { settings, snippets } = body as Pick<Answer, 'settings' | 'snippets'>;
  return {
    id,
    name,
    ...(settings && { settings }),
    ...(snippets && { snippets }),
    created: createdAt.getTime(),
    updated,
    published: updated,
    version,
  };
}
