import { send } from '../actions/send.ts';
import { sendList } from '../actions/send-list.ts';
import { isJsonObject, type Json, type JsonObject } from '../json/json.ts';
import { hasContact } from '../people/has-contact.ts';
import { perRecipient } from '../people/per-recipient.ts';
import type { ActionStep, Plan } from '../plan.ts';
import { InvalidInput, type Problem } from '../problem.ts';
import { problemOf } from '../problem-of.ts';
import { NO_CONTEXT, type RunData } from '../run/scope.ts';
import type { InspectFields } from './compile-step.ts';
import { readListSend } from './read-list-send.ts';
import { toldOnce } from './told-once.ts';

/** A request to send, ready to be stored. */
export interface CompiledSend {
  /** One step a recipient. */
  plan: Plan<ActionStep>;
  context: RunData;
}

/** What one recipient's copy of a message is to be carried out as. */
interface Written {
  action: 'send' | 'send-list';
  fields: JsonObject;
  problems: Problem[];
}

/**
 * The `message` of POST `/send`, which is all literal. §11.1
 * @param inspect Finds problems that the language does not know of.
 * @throws InvalidInput with the problems of all recipients.
 */
export function compileSend(message: Json | undefined, inspect: InspectFields): CompiledSend {
  const copies = perRecipient(message);
  if (!Array.isArray(copies)) throw new InvalidInput([copies]);
  const problems: Problem[] = [];
  const report = toldOnce((problem) => problems.push(problem));
  const steps = copies.map(({ message: one, place }, order) => {
    const written = readListSend(one) ?? readSend({ message: one ?? null });
    for (const problem of [...written.problems, ...(order === 0 ? inspect(written.fields) : [])])
      report(place(problem));
    return stepOf(written, order);
  });
  if (problems.length > 0) throw new InvalidInput(problems);
  return { plan: { v: 1, steps }, context: contextOf(steps) };
}

function readSend(fields: JsonObject): Written {
  return { action: 'send', fields, problems: problemsOf(fields) };
}

function problemsOf(fields: JsonObject): Problem[] {
  if (!isJsonObject(fields.message)) return [{ path: 'message', message: 'must be an object' }];
  const { error, data } = send.fields.safeParse(fields);
  if (error) return error.issues.map(problemOf);
  const { to } = data.message ?? {};
  if (!to) return [{ path: 'message.to', message: 'is required' }];
  const isReachable = to.user_id !== undefined || hasContact(to as JsonObject);
  return isReachable ? [] : [{ path: 'message.to', message: 'needs a user_id or an address such as email' }];
}

function stepOf({ action, fields }: Written, order: number): ActionStep {
  const { label: labelOf, ahead: aheadOf } = { send, 'send-list': sendList }[action];
  const label = labelOf(fields, NO_CONTEXT);
  const ahead = aheadOf(fields, NO_CONTEXT);
  return { id: `step-${order}`, action, verbatim: true, fields, ahead, ...(label && { label }) };
}

/** One recipient who is a user is the run's; several have none in common. */
function contextOf(steps: readonly ActionStep[]): RunData {
  const [user] = steps.length === 1 ? (steps[0]?.ahead.users ?? []) : [];
  return { ...NO_CONTEXT, ...(user !== undefined && { recipient: user }) };
}
