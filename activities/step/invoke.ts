import type { Definition } from '../../language/automation.ts';
import { compileDefinition } from '../../language/compile/compile-definition.ts';
import { refuseForbiddenKeys } from '../../language/json/forbidden-keys.ts';
import { InvalidInput } from '../../language/problem.ts';
import { literal } from '../../language/reference/literal.ts';
import { invocability } from '../../language/run/invocability.ts';
import { invokedContext } from '../../language/run/invoked-context.ts';
import { runSource } from '../../language/run/run-source.ts';
import { startOf } from '../ports/run-start.ts';
import type { InvokedRun } from '../ports/step-changes.ts';
import { failed } from './failed.ts';
import { invokedRunId } from './invoked-run-id.ts';
import type { LocalTools } from './local-tools.ts';
import type { ReadyStep } from './ready.ts';
import type { Effect } from './step-transaction.ts';

/** How many runs may stand between a request and a run that it led to. */
const DEEPEST = 10;

/** the new run is written with the step's outcome, and started once both are committed. */
export async function invoke(ready: ReadyStep<'invoke'>, { lookups, workflows }: LocalTools): Promise<Effect> {
  const { fields, snapshot, step } = ready;
  const { environmentId } = snapshot;
  if (snapshot.depth >= DEEPEST) return failed(`runs may invoke each other ${DEEPEST} deep`);
  const found = await lookups.findAutomation(environmentId, fields.template);
  // A name that came from data may be anything, and reasons go into Temporal's history.
  const judged = invocability(found, literal(step.fields.template) ?? '(named by a reference)');
  if (judged.kind !== 'invocable') return failed(judged.message);

  const run = runOf(judged.found, ready);
  return {
    outcome: { kind: 'processed' },
    context: { run_id: run.id },
    invoked: run,
    afterwards: () => workflows.start(startOf({ ...run, environmentId, kind: 'automation' })),
  };
}

/** @throws InvalidInput for a definition that this release takes no more, too long a token, a forbidden key in the context */
function runOf(
  { id: automationId, definition }: { id: string; definition: Definition },
  { fields, scope: { refs: _, ...current }, snapshot, call }: ReadyStep<'invoke'>,
): InvokedRun {
  const context = invokedContext(fields.context ?? {}, current);
  refuseForbiddenKeys({ data: context.data, profile: context.profile });
  const { problems, ...compiled } = compileDefinition(definition, { context, at: call.at });
  if (problems.length > 0) throw new InvalidInput(problems);
  const source = [runSource(automationId)];
  return { id: invokedRunId(call), automationId, source, depth: snapshot.depth + 1, context, ...compiled };
}
