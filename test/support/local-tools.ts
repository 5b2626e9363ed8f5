import { SchemaCheck } from '../../activities/schema/schema-check.ts';
import type { LocalTools } from '../../activities/step/local-tools.ts';
import type { Database } from '../../platform/database/database.ts';
import { DatabaseLookups } from '../../platform/database/database-lookups.ts';
import { DatabaseEncounters } from '../../platform/database/runs/database-encounters.ts';
import { MemoryWorkflows } from '../../platform/memory/memory-workflows.ts';

/** What steps work with whose effect is in a database, with nobody to start what they start. */
export function localTools(database: Database, workflows = new MemoryWorkflows()): LocalTools {
  return {
    encounters: new DatabaseEncounters(database),
    lookups: new DatabaseLookups(database.pool),
    schemas: new SchemaCheck(),
    workflows,
  };
}
