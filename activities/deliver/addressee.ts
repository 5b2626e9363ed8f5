import type { SendFields } from '../../language/actions/send.ts';
import type { JsonObject } from '../../language/json/json.ts';
import { hasContact } from '../../language/people/has-contact.ts';
import type { Scope } from '../../language/run/scope.ts';

/** Whom a send step is for, and what the request itself says of them. */
export interface Addressee {
  userId?: string;
  /** Contact points and facts that win over the stored profile, per top-level key (J-31). */
  profile: JsonObject;
  /** Run data with the step's own on top. */
  data: JsonObject;
}

/**
 * Reads the addressee of a send step, in either form. The run's profile belongs to the run's recipient:
 * it is left out where the step names someone else (docs/adr/0002).
 */
export function addresseeOf({ recipient, profile, data, message }: SendFields, scope: Scope): Addressee {
  const { user_id: toUser, data: toData, ...contact } = message?.to ?? {};
  const isInline = toUser === undefined && hasContact(contact as JsonObject);
  const named = toUser ?? recipient;
  const userId = isInline ? undefined : (named ?? scope.recipient);
  const isRunsRecipient =
    !isInline && (named === undefined || scope.recipient === undefined || named === scope.recipient);
  return {
    ...(userId && { userId }),
    profile: { ...(isRunsRecipient && scope.profile), ...profile, ...(contact as JsonObject) },
    data: { ...scope.data, ...data, ...message?.data, ...toData },
  };
}
