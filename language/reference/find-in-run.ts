import type { Value } from '../expression/evaluation.ts';
import type { JsonObject } from '../json/json.ts';
import { keysOf } from '../json/keys-of.ts';
import { memberOf } from '../json/member-of.ts';
import type { NodeScope } from '../run/node-scope.ts';

/**
 * Finds what lies at a path of a journey's run. It begins with a root (`data`, `profile`, `user`, `recipient`, `tenant`, the id
 * of a fetch node that was answered); any other path is looked for as a whole in `data`, then in `profile`, and `user_id` is at
 * last the run's own; null gives way to what comes later. Only own members are found. N-01, N-02, N-27
 * @param places Where other paths are looked for, in this order.
 */
export function findInRun(scope: NodeScope, places: readonly JsonObject[] = placesOf(scope)): (path: string) => Value {
  const roots = rootsOf(scope);
  return (path) => {
    const keys = keysOf(path);
    if (Object.hasOwn(roots, keys[0] ?? '')) return keys.reduce<Value>(memberOf, roots);
    const found = places.map((place) => keys.reduce<Value>(memberOf, place)).filter((value) => value !== undefined);
    return found.find((value) => value !== null) ?? found[0];
  };
}

function placesOf({ data, profile, recipient }: NodeScope): JsonObject[] {
  return [data, profile, recipient === undefined ? {} : { user_id: recipient }];
}

/** The same as templates read, and the answers. A name of ours wins over a node's id. */
function rootsOf({ data, profile, recipient, tenant, outputs }: NodeScope): JsonObject {
  return {
    ...outputs,
    data,
    profile,
    user: { ...profile, ...(recipient !== undefined && { id: recipient }) },
    ...(recipient !== undefined && { recipient }),
    ...(tenant && { tenant }),
  };
}
