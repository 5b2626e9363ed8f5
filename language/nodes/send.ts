import { z } from 'zod';

import type { Ahead } from '../ahead.ts';
import { Experiment } from '../experiment/experiment.ts';
import type { Json, JsonObject } from '../json/json.ts';
import { JsonRecord } from '../json/json-record.ts';
import { memberAt } from '../json/member-at.ts';
import { memberOf } from '../json/member-of.ts';
import { optional } from '../optional.ts';
import { UserId } from '../people/user-id.ts';
import type { Problem } from '../problem.ts';
import { nodeLiteral } from '../reference/node-literal.ts';
import { isNodeReference, readNodeReference } from '../reference/node-reference.ts';

import type { Node } from './node.ts';

const Text = z.string();

/** Whom it goes to in place of the run's recipient, or by which address. N-52 */
const To = z.object({
  user_id_override: optional(UserId),
  email_override: optional(Text.min(1)),
  phone_number_override: optional(Text.min(1)),
  slack: optional(JsonRecord),
  ms_teams: optional(JsonRecord),
});

const Message = z.object({
  template: optional(Text.min(1)),
  to: optional(To),
  data: optional(JsonRecord),
  brand_id: optional(Text),
  delay: optional(z.object({ until: Text, timezone: optional(Text) })),
  context: optional(z.object({ tenant_id: optional(Text) })),
});

/** Sends a template, or the one of several that an experiment picks, to the run's recipient. N-50 to N-56 */
export const send = {
  fields: z.object({ message: Message, experiment: optional(Experiment), channel: optional(Text) }),
  check,
  ahead,
  label: (fields) => nodeLiteral(memberAt(fields, 'message.template')),
  mayDangle: ['message.context.tenant_id'],
} satisfies Node;

function check({ message, experiment }: JsonObject): Problem[] {
  const isOne = (memberOf(message, 'template') == null) !== (experiment === undefined);
  const key = memberOf(experiment, 'bucketingKey');
  return [
    ...(isOne ? [] : [{ path: '', message: 'needs exactly one of message.template and experiment' }]),
    ...tenantProblems(memberAt(message, 'context.tenant_id') ?? null),
    ...(typeof key === 'string' && key !== key.trim()
      ? [{ path: 'experiment.bucketingKey', message: 'must not begin or end with a space' }]
      : []),
  ];
}

/** Half an id of a tenant could be that of another. J-75 */
function tenantProblems(written: Json): Problem[] {
  if (typeof written !== 'string') return [];
  const isWhole = !isNodeReference(written) || readNodeReference(written)?.kind === 'whole';
  if (isWhole && !written.startsWith('refs.')) return [];
  return [
    {
      path: 'message.context.tenant_id',
      message: 'must be a tenant id, or a reference such as {{data.tenant_id}} and nothing beside it',
    },
  ];
}

function ahead({ message, experiment }: JsonObject, recipient: string | undefined): Ahead {
  const variants = memberOf(experiment, 'variants');
  const named = Array.isArray(variants) ? variants.map((variant) => memberOf(variant, 'templateId')) : [];
  const override = memberAt(message, 'to.user_id_override');
  const tenants = literals(memberAt(message, 'context.tenant_id'));
  const brands = literals(memberOf(message, 'brand_id'));
  return {
    templates: literals(memberOf(message, 'template'), ...named),
    users: override == null ? literals(recipient) : literals(override).map((id) => id.trim()),
    ...(tenants.length > 0 && { tenants }),
    ...(brands.length > 0 && { brands }),
  };
}

function literals(...values: (Json | undefined)[]): string[] {
  return values.map(nodeLiteral).filter((text) => text !== undefined && text !== '') as string[];
}
