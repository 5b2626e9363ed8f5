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
import { layBeneath } from './lay-beneath.ts';
import { readOnly, type Wait } from './read-only.ts';
import { WORLD, type WorldRow } from './world-sql.ts';

/** Each counts whoever is on any list of it. The rest is looked for when it is come to. */
const MOST_PATTERNS = 20;

/** An environment as a dry run reads it. */
export interface StoredWorld {
  findUser: FindUser;
  /** Everything that bears one of the names, with what stands around it, of one moment. */
  worldOf(names: readonly string[]): Promise<NamedWorld>;
}

interface NamedWorld extends NamedRows {
  environmentId: string;
  /** What else turns out to be wanted. */
  lookups: Lookups;
}

interface NamedRows {
  /** To be changed at will. */
  rows: MemoryRows;
  /** Whether it was among the names. */
  hasRead(name: string): boolean;
  /** How many are on a list, or on those of a pattern: of their members only the first are among the rows. */
  countOf(list: string): number | undefined;
  /** Adds a list, or those of a pattern, with whoever is on them, where that was not among the names. */
  addList(list: string): Promise<void>;
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
      worldOf: async (names) => ({
        environmentId,
        lookups,
        ...(await named(names, (wanted) => read(connection, place, wanted))),
      }),
    };
  }
}

/** What is stored under names, and how many are on its lists and patterns. */
interface Found {
  rows: MemoryRows;
  counts: Map<string, number>;
}

async function named(names: readonly string[], look: (names: readonly string[]) => Promise<Found>): Promise<NamedRows> {
  const { rows, counts } = await look(names);
  const read = new Set(names);
  const sought = new Set([...names.filter((name) => !name.includes('*')), ...patternsAmong(names)]);
  return {
    rows,
    hasRead: (name) => read.has(name),
    countOf: (list) => counts.get(list),
    addList: async (list) => {
      if (sought.has(list)) return;
      sought.add(list);
      const around = [...rows.preferences.topics.keys(), ...names.filter((name) => rows.tenants.tenants.has(name))];
      const more = await look([list, ...around]);
      layBeneath(rows, more.rows);
      for (const [id, count] of more.counts) counts.set(id, count);
    },
  };
}

async function read(
  connection: Connection,
  { environmentId, journeyId }: TemplatePlace,
  names: readonly string[],
): Promise<Found> {
  const patterns = patternsAmong(names);
  const values = [environmentId, names, journeyId ?? null, patterns, patterns.map(listExpression)];
  const { rows: found } = await connection.query<WorldRow>(WORLD, values);
  const [stored] = found;
  const rows = new MemoryRows();
  if (stored) fill(rows, stored);
  return { rows, counts: new Map(Object.entries({ ...stored?.patterns, ...stored?.lists })) };
}

function patternsAmong(names: readonly string[]): string[] {
  const patterns = names.filter((name) => name.includes('*') && ListPattern.safeParse(name).success);
  return patterns.slice(0, MOST_PATTERNS);
}

function fill(rows: MemoryRows, { flags, providers, brands, templates, ...stored }: WorldRow): void {
  rows.flags = flags;
  rows.defaultBrand = stored.default_brand_id ?? undefined;
  rows.providers.push(...(providers ?? []).map((provider) => ({ ...provider, settings: {} })));
  rows.brands.push(...(brands ?? []).map(brandOf));
  rows.templates.push(...(templates ?? []).map(templateOf));
  for (const { userId, profile } of stored.profiles ?? []) rows.profiles.set(userId, profile);
  for (const id of Object.keys(stored.lists ?? {})) rows.lists.set(id, new Map());
  for (const { listId, userId, preferences } of stored.members ?? []) {
    const list = rows.lists.get(listId) ?? new Map();
    rows.lists.set(listId, list.set(userId, preferences ?? undefined));
  }
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
