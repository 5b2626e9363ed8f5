import type { StoredBrand } from '../../activities/ports/brands.ts';
import type { BrandSettings, Snippet } from '../../language/content/brand.ts';

/** The brand `b` as JSON. */
export const BRAND = `jsonb_build_object('id', b.id, 'name', b.name, 'body', b.body, 'version', b.version)`;

/** What {@link BRAND} gives. */
export interface BrandRow {
  id: string;
  name: string;
  body: { settings?: BrandSettings; snippets?: { items?: Snippet[] } };
  version: string;
}

/** $1 environment, $2 id. */
export const FIND_BRAND = `SELECT ${BRAND} AS brand FROM brand b WHERE b.environment_id = $1 AND b.id = $2`;

/** Not the brand that messages have without asking for one. $1 environment, $2 id. */
export const REMOVE_BRAND = `
DELETE FROM brand WHERE environment_id = $1 AND id = $2 AND NOT EXISTS (
  SELECT FROM environment e JOIN workspace w ON w.id = e.workspace_id WHERE e.id = $1 AND w.default_brand_id = $2)
RETURNING id`;

/** The row as the activities know it. */
export function brandOf({ id, name, body, version }: BrandRow): StoredBrand {
  return { id, name, settings: body.settings ?? {}, snippets: body.snippets?.items ?? [], version };
}
