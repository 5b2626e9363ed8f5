import { tenantsOfRun } from '../../language/people/tenant-name.ts';
import { ignored } from '../step/ignored.ts';
import type { LocalTools } from '../step/local-tools.ts';
import type { ReadyNode } from '../step/ready.ts';
import type { Effect } from '../step/step-transaction.ts';

/** The workspace's flag; with `trigger`, data that differ from the schema end the run. N-10 */
const ENFORCEMENT = 'journeys.schema_enforcement';

/** N-10, N-28: tells how the data differ from the schema, and which tenant there is not; where it matters, a later node fails. */
export async function trigger(
  { fields, scope, snapshot }: ReadyNode<'trigger'>,
  { schemas }: LocalTools,
): Promise<Effect> {
  const schema = fields.trigger_type === 'api-invoke' ? fields.schema : undefined;
  const violations = schema ? schemas.violations(schema, scope.data) : [];
  const [tenant] = tenantsOfRun(scope);
  const warnings = tenant !== undefined && !scope.tenant ? [ignored('tenant', tenant)] : [];
  const context = { ...(violations.length > 0 && { violations }), ...(warnings.length > 0 && { warnings }) };
  if (violations.length === 0 || snapshot.flags[ENFORCEMENT] !== 'trigger')
    return { outcome: { kind: 'processed' }, context };
  const reason = 'the data differ from the schema of the trigger';
  return { outcome: { kind: 'failed', reason }, context: { ...context, reason } };
}
