import type { SendFields } from '../../language/actions/send.ts';
import type { JsonObject } from '../../language/json/json.ts';
import { within } from '../../language/within.ts';
import { wakeOf } from '../../messages/windows/wake-of.ts';
import type { Effect } from '../step/step-transaction.ts';
import { sentBy } from './booking.ts';
import type { DatedComposition } from './composition.ts';
import { blankDraft } from './draft.ts';
import { historyEvent } from './history-event.ts';
import type { Unwritten } from './letter.ts';

/**
 * A message whose delay is not over, as it is recorded: what it says is decided when it wakes, its run does not wait (S-07, N-54).
 * Undefined when it goes out now.
 */
export function holdBack(composition: DatedComposition, profile: JsonObject): Effect | Unwritten | undefined {
  const { fields, bindings, scope, call, at } = composition;
  const { delay, to } = fields.message ?? {};
  if (!delay) return undefined;
  const wake = wakeOf(delay, call.at, { to: (to ?? {}) as JsonObject, profile });
  if (typeof wake !== 'number') {
    const { path, message } = within('message.delay', wake);
    return { problem: `${path}: ${message}` };
  }
  if (wake <= call.at) return undefined;
  const { refs: _, ...context } = scope;
  const blank = blankDraft(composition);
  const draft = { resumesAt: wake, fields: withoutDelay(fields), bindings, context };
  const until = new Date(wake).toISOString();
  const history = [...blank.history, historyEvent('DELAYED', at, { until })];
  return { outcome: sentBy(blank, wake), message: { ...blank, status: 'DELAYED', draft, history } };
}

function withoutDelay(fields: SendFields): SendFields {
  return { ...fields, message: fields.message && { ...fields.message, delay: undefined } };
}
