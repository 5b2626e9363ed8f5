import { send } from './actions/send.ts';
import { sendList } from './actions/send-list.ts';
import type { InspectFields } from './compile-step.ts';
import { hasContact } from './has-contact.ts';
import { type Json, type JsonObject, isJsonObject } from './json.ts';
import { memberOf } from './member-of.ts';
import { perRecipient } from './per-recipient.ts';
import type { Plan, PlanStep } from './plan.ts';
import { InvalidInput, type Problem } from './problem.ts';
import type { RunData } from './scope.ts';

/** A request to send, ready to be stored. */
export interface CompiledSend {
  /** One step a recipient. */
  plan: Plan;
  context: RunData;
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
  const steps = copies.map(({ message: one, place }, order) => {
    const step = toList(one) ?? toOne(one);
    const found = [...step.problems, ...(order === 0 ? inspect(step.fields) : [])];
    problems.push(...found.flatMap((problem) => place(problem) ?? []));
    return stepOf(step, order);
  });
  if (problems.length > 0) throw new InvalidInput(problems);
  return { plan: { v: 1, steps }, context: contextOf(steps) };
}

interface SendStep {
  action: 'send' | 'send-list';
  fields: JsonObject;
  problems: Problem[];
}

/** A send to a list, or to the lists of a pattern, where `to` names one. A-23 */
function toList(message: Json | undefined): SendStep | undefined {
  if (!isJsonObject(message)) return undefined;
  const { to, ...rest } = message;
  const naming = ['list_id', 'list_pattern'].find((name) => memberOf(to, name) != null);
  if (!naming) return undefined;
  const data = memberOf(to, 'data');
  const fields = { list: memberOf(to, naming) ?? null, ...(data !== undefined && { data }), message: rest };
  const problems = shapeProblems(sendList.fields, fields).map(({ path, message: told }) => ({
    path: path.replace(/^list(?=$|\.)/, `message.to.${naming}`).replace(/^data(?=$|\.)/, 'message.to.data'),
    message: told,
  }));
  return { action: 'send-list', fields, problems };
}

function toOne(message: Json | undefined): SendStep {
  const fields = { message: message ?? null };
  return { action: 'send', fields, problems: problemsOf(fields) };
}

function shapeProblems(schema: typeof send.fields | typeof sendList.fields, fields: JsonObject): Problem[] {
  const issues = schema.safeParse(fields).error?.issues ?? [];
  return issues.map(({ path, message }) => ({ path: path.map(String).join('.'), message }));
}

function problemsOf(fields: JsonObject): Problem[] {
  if (!isJsonObject(fields.message)) return [{ path: 'message', message: 'must be an object' }];
  const problems = shapeProblems(send.fields, fields);
  const { data } = send.fields.safeParse(fields);
  if (!data) return problems;
  const { to } = data.message ?? {};
  if (!to) return [{ path: 'message.to', message: 'is required' }];
  const isReachable = to.user_id !== undefined || hasContact(to as JsonObject);
  return isReachable ? [] : [{ path: 'message.to', message: 'needs a user_id or an address such as email' }];
}

function stepOf({ action, fields }: SendStep, order: number): PlanStep {
  const { label: labelOf, ahead: aheadOf } = action === 'send' ? send : sendList;
  const label = labelOf(fields, NO_CONTEXT);
  const ahead = aheadOf(fields, NO_CONTEXT);
  return { id: `step-${order}`, action, verbatim: true, fields, ahead, ...(label && { label }) };
}

const NO_CONTEXT: RunData = { data: {}, profile: {} };

/** One recipient who is a user is the run's; several have none in common. */
function contextOf(steps: readonly PlanStep[]): RunData {
  const [user] = steps.length === 1 ? (steps[0]?.ahead.users ?? []) : [];
  return { ...NO_CONTEXT, ...(user !== undefined && { recipient: user }) };
}
