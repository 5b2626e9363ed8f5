import type { SendFields } from '../../language/actions/send.ts';
import type { JsonObject } from '../../language/json/json.ts';
import type { Scope } from '../../language/run/scope.ts';
import type { RunSnapshot } from '../ports/runs.ts';
import type { Ready, ReadyNode, ResumedNode } from '../step/ready.ts';
import { composedStep } from './composed-step.ts';
import type { Composition } from './composition.ts';
import { anonymousIdOf } from './message-id.ts';
import { pickedVariant } from './picked-variant.ts';

/** A message to compose, with what its step is recorded with. */
export type Sending = Composition & Pick<Ready, 'call' | 'context'> & { snapshot: RunSnapshot };

/** What a send node says, as the send of an automation says it. N-50 to N-56 */
export function nodeSend(ready: ReadyNode<'send'> | ResumedNode<'send'>): Sending {
  const { call, snapshot, context } = ready;
  const sending = { call, snapshot, context, bindings: {}, step: composedStep(ready.step), scope: scopeOf(ready) };
  // Its message is written.
  if (ready.kind === 'resumed') return { ...sending, fields: {} };
  const { fields } = ready;
  const variant = fields.experiment && pickedVariant(fields.experiment);
  return {
    ...sending,
    context: { ...context, ...(variant && { variant: variant.id }) },
    fields: sendFields(fields, variant?.templateId),
  };
}

function sendFields({ message, channel }: ReadyNode<'send'>['fields'], picked?: string): SendFields {
  const { to, template = picked, ...others } = message;
  const { user_id_override: userId, email_override: email, phone_number_override: phone, ...contacts } = to ?? {};
  const addresses = { ...contacts, ...(email && { email }), ...(phone && { phone_number: phone }) } as JsonObject;
  const routing = channel === undefined ? {} : { routing: { method: 'single' as const, channels: [channel] } };
  return { ...(userId && { recipient: userId }), profile: addresses, message: { ...others, ...routing, template } };
}

/** Whoever takes the place of a recipient without an id is somebody else, and does not come by their profile. N-52 */
function scopeOf(ready: ReadyNode<'send'> | ResumedNode<'send'>): Scope {
  const { scope, call } = ready;
  const { tenant: _, ...context } = scope;
  const isOverridden = ready.kind === 'ready' && ready.fields.message.to?.user_id_override !== undefined;
  const recipient = isOverridden ? (scope.recipient ?? anonymousIdOf(call.runId)) : scope.recipient;
  return { ...context, ...(recipient && { recipient }), refs: {} };
}
