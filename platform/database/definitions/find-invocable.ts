import type { DefinitionLookup } from '../../../activities/ports/lookups.ts';
import type { Connection } from '../connection.ts';
import { type DefinitionKind, selectInvocable } from './definition-sql.ts';

type Row<Body> = Omit<Required<DefinitionLookup<Body>>, 'alias' | 'definition'> & {
  alias: string | null;
  definition: Body | null;
};

/** By its id or alias, with what is published of it, the archived included: for a request that invokes it, and for a step. */
export async function findInvocable<Body>(
  connection: Connection,
  kind: DefinitionKind,
  environmentId: string,
  idOrAlias: string,
): Promise<DefinitionLookup<Body> | undefined> {
  const { rows } = await connection.query<Row<Body>>(selectInvocable(kind), [environmentId, idOrAlias]);
  const [row] = rows;
  if (!row) return undefined;
  const { alias, definition, ...found } = row;
  return { ...found, ...(alias && { alias }), ...(definition && { definition }) };
}
