import type { Journey } from '../journey.ts';
import type { JsonObject } from '../json/json.ts';
import { memberAt } from '../json/member-at.ts';
import { memberOf } from '../json/member-of.ts';
import { nodeLiteral } from '../reference/node-literal.ts';
import { walkNodes } from './walk-nodes.ts';

/** A template that a send node names without a reference. */
export interface NamedTemplate {
  /** The field, as a dotted path: `nodes.1.message.template`. */
  path: string;
  /** The node's id. */
  node: string;
  /** Id or alias. */
  template: string;
}

/** Every template that a journey names, those of experiments included, in document order. J-03, J-08 */
export function templatesNamed({ nodes }: Pick<Journey, 'nodes'>): NamedTemplate[] {
  const sends = walkNodes(nodes).filter(({ node }) => node.type === 'send');
  return sends.flatMap(({ node, path }) =>
    fieldsThatName(node).flatMap((field) => {
      const template = nodeLiteral(memberAt(node, field));
      return template ? [{ path: `${path}.${field}`, node: String(node.id), template }] : [];
    }),
  );
}

function fieldsThatName({ experiment }: JsonObject): string[] {
  const variants = memberOf(experiment, 'variants');
  const ofVariants = Array.isArray(variants)
    ? variants.map((_, index) => `experiment.variants.${index}.templateId`)
    : [];
  return ['message.template', ...ofVariants];
}
