import type { Encounters } from '../ports/encounters.ts';
import type { Workflows } from '../ports/workflows.ts';
import type { SchemaCheck } from '../schema/schema-check.ts';

/** What nodes work with whose effect is only in our database. */
export interface NodeTools {
  encounters: Encounters;
  workflows: Workflows;
  schemas: SchemaCheck;
}
