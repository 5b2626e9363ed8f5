import type { Definition } from '../../language/automation.ts';
import { compileJourney } from '../../language/compile/compile-journey.ts';
import type { Journey } from '../../language/journey.ts';
import { InvalidInput } from '../../language/problem.ts';
import { reasonOf } from '../../language/run/reasons.ts';
import type { DefinitionName } from '../ports/events.ts';
import type { TriggeredJourney } from './judge-journey.ts';

/** What is published of a journey or an automation, or why this release takes it no more. */
export type Published =
  | { kind: 'journey'; journey: TriggeredJourney }
  | { kind: 'automation'; automation: { id: string; definition: Definition } }
  | { kind: 'broken'; reason: string };

/** A published version as events are judged by it: of a journey, its triggers. */
export function publishedOf({
  kind,
  id,
  body: definition,
}: DefinitionName & { body: Journey & Definition }): Published {
  if (kind === 'automation') return { kind, automation: { id, definition } };
  const { triggers, problems } = compileJourney(definition, { at: Date.now() });
  if (problems.length > 0) return { kind: 'broken', reason: reasonOf(new InvalidInput(problems).message) };
  return { kind, journey: { id, definition, triggers } };
}
