import type { Action, Resolved } from '../actions/action.ts';
import { type ActionName, actions, type FieldsOf } from '../actions/index.ts';
import { outline } from '../expression/outline.ts';
import type { JsonObject } from '../json/json.ts';
import type { ActionStep } from '../plan.ts';
import { type Problem, spelledOut } from '../problem.ts';
import { danglingReferences } from '../reference/dangling-references.ts';
import { inField, resolve } from '../reference/resolve.ts';
import { parseResolved } from '../shape.ts';
import { type Condition, evaluateGuard } from './guard.ts';
import { type Failed, orFailed, reasonOf } from './reasons.ts';
import type { Scope } from './scope.ts';

type Ready = {
  [Name in ActionName]: { kind: 'ready'; action: Name; fields: FieldsOf<Name>; bindings: JsonObject };
}[ActionName];

/**
 * A step that was reached. Reasons name fields and rules and hold no value, since they go into Temporal's history.
 * `fields` are the output of the action's schema; `bindings` is what the variables in `message.content` stand for.
 */
export type Prepared =
  | { kind: 'skipped'; reason: string; condition: Condition }
  | ((Failed | Ready) & { condition?: Condition });

/** Evaluates a step's guard and resolves its references over the run as it is now. */
export function prepareStep(step: ActionStep, scope: Scope): Prepared {
  const { if: guard } = step;
  if (!guard) return orFailed(() => prepareFields(step, scope));
  const judged = orFailed(() => ({
    kind: 'judged' as const,
    condition: inField('if', () => evaluateGuard(guard, scope)),
  }));
  if (judged.kind === 'failed') return judged;
  const { condition } = judged;
  if (!condition.result) return { kind: 'skipped', reason: reasonOf(`if is false: ${outline(guard.tree)}`), condition };
  return { ...orFailed(() => prepareFields(step, scope)), condition };
}

function prepareFields({ action: name, fields, verbatim }: ActionStep, scope: Scope): Ready | Failed {
  const action: Action = actions[name];
  const resolved: Resolved = verbatim ? { fields } : resolveFields(action, fields, scope);
  if (resolved.problems?.length) return failed(resolved.problems);
  const parsed = parseResolved(action.fields, resolved.fields, fields);
  if (parsed.kind === 'misshapen') return failed(parsed.problems);
  // The schema is the named action's own, which the compiler does not follow through the registry.
  return { kind: 'ready', action: name, fields: parsed.fields, bindings: resolved.bindings ?? {} } as Ready;
}

function resolveFields({ resolve: own, withoutDefault = [] }: Action, written: JsonObject, scope: Scope): Resolved {
  const resolved = own?.(written, scope) ?? { fields: resolve(written, scope) as JsonObject };
  const dangling = danglingReferences(written, resolved.fields, withoutDefault);
  return { ...resolved, problems: [...(resolved.problems ?? []), ...dangling] };
}

function failed(problems: readonly Problem[]): Failed {
  return { kind: 'failed', reason: reasonOf(spelledOut(problems)) };
}
