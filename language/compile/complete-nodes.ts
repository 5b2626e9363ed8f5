import { isJsonObject, type Json, type JsonObject } from '../json/json.ts';
import { memberOf } from '../json/member-of.ts';

/** Where ids come from that the author leaves to us. */
export interface NewIds {
  node(): string;
  /** Begins with `exp_`. */
  experiment(): string;
}

/**
 * A journey's nodes as they are stored and shown: each with an id, and experiments in the one form that is ours, with an id
 * too. What is not as it should be stays for the compiler to refuse. J-02, J-06, J-07, N-50, C-08
 */
export function completeNodes(nodes: readonly JsonObject[], ids: NewIds): JsonObject[] {
  return nodes.map((node) => {
    const completed = { ...node, id: node.id ?? ids.node() };
    if (node.type === 'send') return withExperiment(completed, ids);
    return node.type === 'branch' ? withPaths(completed, ids) : completed;
  });
}

function withPaths(branch: JsonObject, ids: NewIds): JsonObject {
  const within = (owner: Json): Json => {
    const nodes = memberOf(owner, 'nodes');
    if (!isJsonObject(owner) || !Array.isArray(nodes)) return owner;
    return {
      ...owner,
      nodes: nodes.map((node) => (isJsonObject(node) ? completeNodes([node], ids)[0] : node) ?? null),
    };
  };
  return {
    ...branch,
    ...(Array.isArray(branch.paths) && { paths: branch.paths.map(within) }),
    ...(branch.default !== undefined && { default: within(branch.default) }),
  };
}

/** An experiment may also stand in the message, its variants naming a `template`. C-08 */
function withExperiment(send: JsonObject, ids: NewIds): JsonObject {
  const { message } = send;
  const isInMessage = send.experiment == null && isJsonObject(message) && isJsonObject(message.experiment);
  const experiment = isInMessage ? (message.experiment ?? null) : send.experiment;
  if (!isJsonObject(experiment)) return send;
  const { variants } = experiment;
  return {
    ...send,
    ...(isInMessage && { message: without(message, 'experiment') }),
    experiment: {
      ...experiment,
      id: experiment.id ?? ids.experiment(),
      ...(Array.isArray(variants) && { variants: variants.map(withTemplateId) }),
    },
  };
}

function withTemplateId(variant: Json): Json {
  if (!isJsonObject(variant) || variant.templateId != null || variant.template == null) return variant;
  return { ...without(variant, 'template'), templateId: variant.template };
}

function without(object: JsonObject, key: string): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
}
