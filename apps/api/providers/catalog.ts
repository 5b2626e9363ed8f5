import { z } from 'zod';

import type { Provider } from '../../../activities/deliver/providers/provider.ts';
import { GUARANTEES } from './provider-settings.ts';
import type { CatalogEntry } from './providers.schemas.ts';

type Entry = z.infer<typeof CatalogEntry>;
type FieldSchema = { type?: string | string[]; enum?: unknown[]; anyOf?: FieldSchema[] };

/** How the catalog presents a provider: its fields are read from the schema that checks them. R-28 */
export function catalogEntry(provider: Provider): Entry {
  const { properties = {}, required = [] } = z.toJSONSchema(provider.settings, { io: 'input', unrepresentable: 'any' });
  const fields = Object.entries(properties).map(([name, field]) => [
    name,
    catalogField(field as FieldSchema, required.includes(name)),
  ]);
  return {
    provider: provider.key,
    channel: provider.channels.join(','),
    name: provider.title,
    description: provider.description,
    settings: {
      ...Object.fromEntries(fields),
      guarantee: { type: 'string', required: false, values: [...GUARANTEES] },
    },
  };
}

function catalogField(schema: FieldSchema, required: boolean): Entry['settings'][string] {
  const types = [schema, ...(schema.anyOf ?? [])].flatMap((option) => option.type ?? []);
  const type = types.find((name) => name !== 'null') ?? 'string';
  const values = schema.enum && { values: schema.enum.map(String) };
  return { type: type === 'integer' ? 'number' : type, required, ...values };
}
