import { BOUND } from '../../language/content/content.ts';
import { callOf, isNode } from './nodes.ts';
import { TemplateRefused } from './template-refused.ts';

const LONGEST_PATH = 50;
const LOOP_VARIABLES: readonly (string | undefined)[] = ['index', 'key', 'first', 'last', 'root'];

/**
 * The value that a template reads, wherever one may stand: a variable, `lookup` of one, or a literal as an argument.
 * @throws TemplateRefused for any other call, and for variables that we do not have.
 */
export function readExpression(node: hbs.AST.Expression): hbs.AST.Expression {
  if (isNode(node, 'PathExpression')) return readPath(node);
  return isNode(node, 'SubExpression') ? readCall(node) : node;
}

/** A name in braces or parentheses is parsed as a call without arguments. */
function readCall(node: hbs.AST.SubExpression): hbs.AST.Expression {
  if (!isNode(node.path, 'PathExpression')) throw TemplateRefused.literal();
  if (node.params.length === 0 && !node.hash) return readPath(node.path);
  if (node.path.original !== 'lookup') throw TemplateRefused.unknownHelper(node.path.original);
  if (node.params.length !== 2) throw new TemplateRefused('must give lookup an object and a key');
  return { type: 'SubExpression', ...callOf('lookup', node.params.map(readExpression), node.loc) };
}

/** Bound values and the turn of a loop (`$`) are found from inside a block, too, that changed the context. */
function readPath(path: hbs.AST.PathExpression): hbs.AST.PathExpression {
  if (path.parts.length > LONGEST_PATH) throw new TemplateRefused(`follows more than ${LONGEST_PATH} names in a row`);
  if (path.data && !LOOP_VARIABLES.includes(path.parts[0]))
    throw new TemplateRefused(`uses the unknown variable ${path.original}`);
  if (path.data) return path;
  if (path.parts[0] === '$') return { ...path, data: true, depth: 0, parts: ['turn', ...path.parts.slice(1)] };
  return path.parts[0] === BOUND ? { ...path, data: true, depth: 0, parts: ['root', ...path.parts] } : path;
}
