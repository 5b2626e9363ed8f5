import { z } from 'zod';

/** The schema of a page that carries its own addresses. */
export function AddressedPage<Item extends z.ZodType>(item: Item) {
  return z.object({
    type: z.literal('list'),
    items: z.array(item),
    has_more: z.boolean(),
    url: z.string(),
    cursor: z.string().optional(),
    next_url: z.string().optional(),
  });
}

/** Where a page was asked for. */
interface PagePlace {
  path: string;
  query: Record<string, string | number | undefined>;
  /** The cursor of the next page, when there is one. */
  next: string | undefined;
}

/** One page of such a list. Its addresses begin after the host, since a proxy may know the API by another one. */
export function addressedPage<Item>(items: Item[], { path, query, next }: PagePlace) {
  const url = addressOf(path, query);
  if (next === undefined) return { type: 'list' as const, items, has_more: false, url };
  const next_url = addressOf(path, { ...query, cursor: next });
  return { type: 'list' as const, items, has_more: true, url, cursor: next, next_url };
}

function addressOf(path: string, { cursor, ...filters }: PagePlace['query']): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...filters, cursor }))
    if (value !== undefined) parameters.set(name, String(value));
  return `${path}?${parameters}`;
}
