import type { Outbound } from '../ports/outbound.ts';
import type { SchemaCheck } from '../schema/schema-check.ts';

/** What steps and nodes work with that ask a server of the author's. */
export interface FetchTools {
  outbound: Outbound;
  schemas: SchemaCheck;
}
