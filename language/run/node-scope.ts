import type { JsonObject } from '../json/json.ts';
import type { RunData } from './scope.ts';

/** What conditions and references of a journey's nodes are evaluated over. N-01 */
export interface NodeScope extends RunData {
  /** The tenant that the run is in: its properties, and its own `id` and `name`. */
  tenant?: JsonObject;
  /** What fetch nodes were answered, `{body, status, headers}` by the node's id. N-35 */
  outputs: Record<string, JsonObject>;
}
