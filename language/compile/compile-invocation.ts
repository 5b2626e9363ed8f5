import type { Definition, TemplateInvoke } from '../automation.ts';
import type { ActionStep, Plan } from '../plan.ts';
import { InvalidInput, type Problem } from '../problem.ts';
import { literal } from '../reference/literal.ts';
import { referenceProblems } from '../reference/reference.ts';
import { runDataOf } from '../run/run-data.ts';
import type { RunData } from '../run/scope.ts';
import { within } from '../within.ts';
import { compileDefinition, type DefinitionCircumstances } from './compile-definition.ts';

/** What a run names for all of its steps, beside `automation` or inside. */
const NAMES = ['recipient', 'template', 'brand'] as const;

/** A run, ready to be stored. */
export interface CompiledAutomation {
  plan: Plan<ActionStep>;
  context: RunData;
  cancelationToken?: string;
}

/**
 * An automation over the context that a request gives its run.
 * @param place Where in the request the definition stands, if it does.
 * @throws InvalidInput with the problems of all steps.
 */
export function compileInvocation(
  definition: Definition,
  request: TemplateInvoke,
  { place = '', ...when }: Pick<DefinitionCircumstances, 'at' | 'inspect'> & { place?: string },
): CompiledAutomation {
  const context = runDataOf(request);
  const template = literal(request.template ?? request.automation?.template);
  const { problems, ...compiled } = compileDefinition(definition, { ...when, context, template });
  const found = [...problems.map((problem) => within(place, problem)), ...unreadableNames(request)];
  if (found.length > 0) throw new InvalidInput(found);
  return { ...compiled, context };
}

function unreadableNames({ automation, ...request }: TemplateInvoke): Problem[] {
  return [
    ...NAMES.flatMap((name) => referenceProblems(request[name] ?? '', name)),
    ...NAMES.flatMap((name) => referenceProblems(automation?.[name] ?? '', `automation.${name}`)),
  ];
}
