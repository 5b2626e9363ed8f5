import type { Journey } from '../journey.ts';
import { isJsonObject, type Json, type JsonObject } from '../json/json.ts';
import type { NodeStep, Plan } from '../plan.ts';
import type { Problem } from '../problem.ts';
import { nodeReferenceProblems } from '../reference/node-reference.ts';
import { isApiInvoke } from '../run/is-api-invoke.ts';
import { within } from '../within.ts';
import { compileNode, type NodeCircumstances } from './compile-node.ts';
import { type CompiledNode, linkNodes } from './link-nodes.ts';
import { structureProblems } from './structure-problems.ts';
import { listsWithin } from './walk-nodes.ts';

/** What a journey is compiled for. */
export interface JourneyCircumstances
  extends Pick<NodeCircumstances, 'at' | 'recipient'>,
    Partial<Pick<NodeCircumstances, 'inspect' | 'schemaProblem'>> {
  /** Which trigger starts the run, by its own fields and its id; the first that is so. */
  starts?: (trigger: JsonObject, id: string) => boolean;
}

export interface CompiledJourney {
  /** Of a run that the trigger starts; absent when there is no such trigger, and when anything is wrong. */
  plan?: Plan<NodeStep>;
  /** All that may start a run, in document order; none when anything is wrong. */
  triggers: NodeStep[];
  /** Of all nodes: `nodes.1.paths.0.conditions`. */
  problems: Problem[];
}

/**
 * A journey, completed before, as a run of it is carried out. The plan begins with the trigger that starts the run and goes
 * on with what follows that in the document; other triggers are no part of it. J-01 to J-07, J-28
 */
export function compileJourney(
  { nodes, cancelation_token: token }: Journey,
  { starts = isApiInvoke, ...circumstances }: JourneyCircumstances,
): CompiledJourney {
  const structure = structureProblems(nodes);
  // What is too large or too deep is not looked into.
  if (structure.isExcessive) return { triggers: [], problems: structure.problems };
  const problems: Problem[] = [...structure.problems, ...nodeReferenceProblems(token ?? '', 'cancelation_token')];
  const compiled = compileNodes(nodes, 'nodes', {
    inspect: () => [],
    schemaProblem: () => undefined,
    ...circumstances,
    report: (problem) => problems.push(problem),
  });
  if (problems.length > 0) return { triggers: [], problems };
  const triggers = compiled.map(({ step }) => step).filter(isTrigger);
  const first = compiled.findIndex(({ step }) => isTrigger(step) && starts(step.fields, step.id));
  if (first === -1) return { triggers, problems };
  const others = compiled.slice(first).filter(({ step }, index) => index === 0 || !isTrigger(step));
  return { plan: { v: 1, steps: linkNodes(others) }, triggers, problems };
}

function isTrigger({ action }: NodeStep): boolean {
  return action === 'trigger';
}

function compileNodes(nodes: readonly Json[], path: string, circumstances: NodeCircumstances): CompiledNode[] {
  return nodes.flatMap((node, index) => {
    const report = (problem: Problem) => circumstances.report(within(`${path}.${index}`, problem));
    if (!isJsonObject(node)) {
      report({ path: '', message: 'must be an object' });
      return [];
    }
    const step = compileNode(node, { ...circumstances, report });
    const paths = listsWithin(node).map((list) => compileNodes(list.nodes, list.place, { ...circumstances, report }));
    return step ? [{ step, ...(paths.length > 0 && { paths }) }] : [];
  });
}
