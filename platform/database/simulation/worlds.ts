import type { FindUser, Lookups, TemplatePlace } from '../../../activities/ports/lookups.ts';
import type { StoredPreferences } from '../../../activities/ports/preferences.ts';
import { ListPattern, listExpression } from '../../../language/people/list-pattern.ts';
import { MemoryRows } from '../../memory/memory-rows.ts';
import { brandOf } from '../brand-sql.ts';
import type { Connection } from '../connection.ts';
import type { Database } from '../database.ts';
import { DatabaseLookups } from '../database-lookups.ts';
import { preferencesOf } from '../preferences/preferences-sql.ts';
import { templateOf } from '../template-rows.ts';
import { tenantOf } from '../tenants/tenancy-sql.ts';
import { readOnly, type Wait } from './read-only.ts';
import { WORLD, type WorldRow } from './world-sql.ts';

/** More than any run has; the rest is not looked for. */
const MOST_PATTERNS = 20;

/** An environment as a dry run reads it. */
export interface StoredWorld {
  findUser: FindUser;
  /** Everything that bears one of the names, with what stands around it, of one moment. */
  worldOf(names: readonly string[]): Promise<NamedWorld>;
}

interface NamedWorld {
  environmentId: string;
  /** What else turns out to be wanted. */
  lookups: Lookups;
  /** To be changed at will. */
  rows: MemoryRows;
  /** How many are on a list, or on those of a pattern: of their members only the first are among the rows. */
  countOf(list: string): number | undefined;
}

/** Lends dry runs what is stored. */
export class Worlds {
  constructor(private readonly database: Database) {}

  at(place: TemplatePlace, wait: Wait = (look) => look()): StoredWorld {
    const { environmentId } = place;
    const connection = readOnly(this.database, wait);
    const lookups = new DatabaseLookups(connection);
    return {
      findUser: (wanted) => lookups.findUser(environmentId, wanted),
      worldOf: async (names) => ({ environmentId, lookups, ...(await read(connection, place, names)) }),
    };
  }
}

async function read(
  connection: Connection,
  { environmentId, journeyId }: TemplatePlace,
  names: readonly string[],
): Promise<Pick<NamedWorld, 'rows' | 'countOf'>> {
  const isPattern = (name: string) => name.includes('*') && ListPattern.safeParse(name).success;
  const patterns = names.filter(isPattern).slice(0, MOST_PATTERNS);
  const values = [environmentId, names, journeyId ?? null, patterns, patterns.map(listExpression)];
  const { rows: found } = await connection.query<WorldRow>(WORLD, values);
  const [stored] = found;
  const rows = new MemoryRows();
  if (stored) fill(rows, stored);
  const counts = new Map(Object.entries(stored?.counts ?? {}));
  for (const { id, count } of stored?.lists ?? []) counts.set(id, count);
  return { rows, countOf: (list) => counts.get(list) };
}

function fill(rows: MemoryRows, { flags, providers, brands, templates, ...stored }: WorldRow): void {
  rows.flags = flags;
  rows.defaultBrand = stored.default_brand_id ?? undefined;
  rows.providers.push(...(providers ?? []).map((provider) => ({ ...provider, settings: {} })));
  rows.brands.push(...(brands ?? []).map(brandOf));
  rows.templates.push(...(templates ?? []).map(templateOf));
  for (const { userId, profile } of stored.profiles ?? []) rows.profiles.set(userId, profile);
  for (const { id, members } of stored.lists ?? [])
    rows.lists.set(id, new Map(members?.map(({ userId, preferences }) => [userId, preferences ?? undefined])));
  rows.tenants.infers = flags['tenants.infer'] !== false;
  for (const { parentId, ...tenant } of stored.tenants ?? [])
    rows.tenants.tenants.set(tenant.id, { ...tenantOf(tenant), ...(parentId && { parentId }) });
  const memberships = stored.memberships ?? [];
  rows.tenants.memberships.push(...memberships.map(({ profile, ...place }) => ({ ...place, profile: profile ?? {} })));
  addPreferences(rows.preferences, preferencesOf(stored.preferences));
}

function addPreferences(known: MemoryRows['preferences'], { topics, choices }: StoredPreferences): void {
  for (const { id, byDefault } of topics) if (byDefault) known.topics.set(id, byDefault);
  for (const [userId, said] of Object.entries(choices)) known.choices.push(...said.map((one) => ({ ...one, userId })));
}
