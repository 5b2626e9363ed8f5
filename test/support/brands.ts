import { z } from 'zod';

import type { StoredBrand } from '../../activities/ports/brands.ts';
import { brandFields } from '../../language/content/brand.ts';

/** A brand as it is stored, from the body of a request; its version is its id. */
export function brandOf(id: string, body: object = {}): StoredBrand {
  const { name, settings, snippets } = z.object(brandFields).parse({ name: id, ...body });
  return { id, name, settings: settings ?? {}, snippets: snippets?.items ?? [], version: id };
}
