import type { Encounters } from '../ports/encounters.ts';
import type { Lookups } from '../ports/lookups.ts';
import type { Workflows } from '../ports/workflows.ts';
import type { SchemaCheck } from '../schema/schema-check.ts';

/** What effects work with that are only in our database. */
export interface LocalTools {
  encounters: Encounters;
  lookups: Lookups;
  schemas: SchemaCheck;
  workflows: Workflows;
}
