import type { Choice, PreferenceStatus } from '../../language/people/preference.ts';
import type { Tenant } from '../../language/people/tenant.ts';
import { choiceIn } from './choice-in.ts';

/** What decides whether somebody gets the messages of a topic. */
interface Circumstances {
  topicId: string;
  /** The topic's own; absent where there is no such topic. */
  topicDefault?: PreferenceStatus;
  /** The tenant that it is asked in, with what its parents have. */
  tenant?: Pick<Tenant, 'id' | 'preferences'>;
  /** What the user said: of other topics, and in other tenants, too. */
  choices: readonly Choice[];
}

/** Where somebody stands with a topic. */
export interface Standing {
  status: PreferenceStatus;
  /** What it is for whoever chose nothing. */
  byDefault: PreferenceStatus;
  /** Why its messages are not delivered to them. S-04 */
  reason?: 'UNSUBSCRIBED' | 'OPT_IN_REQUIRED';
  /** The channels that they want it on, in their order, in place of those that a message names. */
  routing?: readonly string[];
}

/**
 * What the user chose in the tenant, or else anywhere; or else the default, which is that of the tenant, or else the topic's. A
 * default of REQUIRED is never opted out of. Channels are the user's, or else the tenant's. U-06, J-33
 * Undefined where nobody knows of the topic.
 */
export function standingOf({ topicId, topicDefault, tenant, choices }: Circumstances): Standing | undefined {
  const preset = tenant?.preferences?.find((preference) => preference.topicId === topicId);
  const byDefault = preset?.status ?? topicDefault;
  if (!byDefault) return undefined;
  const choice = choiceIn(choices, { topicId, tenantId: tenant?.id });
  const status = byDefault === 'REQUIRED' ? byDefault : (choice?.status ?? byDefault);
  const routing = choice?.routing ?? preset?.routing;
  return {
    status,
    byDefault,
    ...(status === 'OPTED_OUT' && { reason: choice ? 'UNSUBSCRIBED' : 'OPT_IN_REQUIRED' }),
    ...(routing && { routing }),
  };
}
