import type { SendFields } from '../../language/actions/send.ts';
import type { JsonObject } from '../../language/json/json.ts';
import type { Scope } from '../../language/run/scope.ts';
import type { RunSnapshot } from '../ports/runs.ts';
import type { Ready, ReadyNode } from '../step/ready.ts';
import { composedStep } from './composed-step.ts';
import type { Composition } from './composition.ts';
import { anonymousIdOf } from './message-id.ts';
import { pickedVariant } from './picked-variant.ts';

/** A message to compose, with what its step is recorded with. */
export type Sending = Composition & Pick<Ready, 'call' | 'context'> & { snapshot: RunSnapshot };

/** What a send node says, as the send of an automation says it. N-50 to N-56 */
export function nodeSend(ready: ReadyNode<'send'>): Sending {
  const { call, snapshot, step, fields } = ready;
  const variant = fields.experiment && pickedVariant(fields.experiment);
  const context = { ...ready.context, ...(variant && { variant: variant.id }) };
  const composed = { call, snapshot, context, bindings: {}, step: composedStep(step), scope: scopeOf(ready) };
  // One that goes on with an earlier attempt has no fields: its message is written.
  return { ...composed, fields: fields.message ? sendFields(fields, variant?.templateId) : {} };
}

function sendFields({ message, channel }: ReadyNode<'send'>['fields'], picked?: string): SendFields {
  const { to, template = picked, ...others } = message;
  const { user_id_override: userId, email_override: email, phone_number_override: phone, ...contacts } = to ?? {};
  const addresses = { ...contacts, ...(email && { email }), ...(phone && { phone_number: phone }) } as JsonObject;
  const routing = channel === undefined ? {} : { routing: { method: 'single' as const, channels: [channel] } };
  return { ...(userId && { recipient: userId }), profile: addresses, message: { ...others, ...routing, template } };
}

/** Whoever takes the place of a recipient without an id is somebody else, and does not come by their profile. N-52 */
function scopeOf({ scope, fields, call }: ReadyNode<'send'>): Scope {
  const { outputs: _, tenant: __, ...context } = scope;
  const isOverridden = fields.message?.to?.user_id_override !== undefined;
  const recipient = isOverridden ? (scope.recipient ?? anonymousIdOf(call.runId)) : scope.recipient;
  return { ...context, ...(recipient && { recipient }), refs: {} };
}
