import { inherit } from '../../language/people/tenant.ts';
import { tenantFields } from '../../language/people/tenant-fields.ts';
import { tenantsOfRun } from '../../language/people/tenant-name.ts';
import type { NodeScope } from '../../language/run/node-scope.ts';
import type { RunSnapshot } from '../ports/runs.ts';

/** What a node's conditions and references are evaluated over. N-01, J-33 */
export function nodeScopeOf({ context, tenancy }: Pick<RunSnapshot, 'context' | 'tenancy'>): NodeScope {
  const [named] = tenantsOfRun(context);
  const found = tenancy.tenants.find(({ id }) => id === named);
  if (!found) return { ...context, outputs: context.outputs ?? {} };
  return { ...context, outputs: context.outputs ?? {}, tenant: tenantFields(inherit(found.chain)) };
}
