import { BOUND } from '../../language/content.ts';
import { callOf, isNode, literalOf } from './nodes.ts';

type Program = hbs.AST.Program;
type Callable = Pick<hbs.AST.SubExpression, 'path' | 'params' | 'hash' | 'loc'>;

/** Thrown for what a template may not hold; the message says what the template does. */
export class TemplateRefused extends Error {}

const DEEPEST = 50;
const LONGEST_PATH = 50;
const BLOCKS: readonly string[] = ['if', 'unless', 'each', 'with'];
const LOOP_VARIABLES: readonly (string | undefined)[] = ['index', 'key', 'first', 'last', 'root'];
const LINK_ATTRIBUTE = /\b(href|src|action|formaction|background|poster)\s*=\s*["']?\s*$/i;

/**
 * Rewrites a parsed template so that everything it does goes through our helpers: each variable is written by `write`,
 * `writeRaw` or `writeLink`, a bare `{{#section}}` becomes `section`, and in strict templates a written or walked
 * variable is wrapped in `required`. Refuses partials, decorators and unknown helpers.
 */
export function instrument(program: Program, isStrict: boolean): Program {
  return rewriteProgram(program, '', 0);

  function rewriteProgram(node: Program, before: string, depth: number): Program {
    if (depth > DEEPEST) throw new TemplateRefused(`nests more than ${DEEPEST} blocks`);
    let attribute = before;
    const body = node.body.map((statement) => {
      if (isNode(statement, 'ContentStatement')) attribute = statement.value.slice(-40);
      return rewriteStatement(statement, attribute, depth);
    });
    return { ...node, body };
  }

  function rewriteStatement(statement: hbs.AST.Statement, before: string, depth: number): hbs.AST.Statement {
    if (isNode(statement, 'ContentStatement') || isNode(statement, 'CommentStatement')) return statement;
    if (isNode(statement, 'MustacheStatement')) return rewriteVariable(statement, before);
    if (isNode(statement, 'BlockStatement')) return rewriteBlock(statement, before, depth);
    throw new TemplateRefused('uses a partial or a decorator, which messages do not support');
  }

  function rewriteVariable(node: hbs.AST.MustacheStatement, before: string): hbs.AST.MustacheStatement {
    const value = required(readValue(node as Callable));
    const writer = node.escaped ? 'write' : 'writeRaw';
    return { ...node, ...callOf(LINK_ATTRIBUTE.test(before) ? 'writeLink' : writer, [value], node.loc) };
  }

  function rewriteBlock(node: hbs.AST.BlockStatement, before: string, depth: number): hbs.AST.BlockStatement {
    if (!isNode(node.path, 'PathExpression')) throw literalMet();
    const rewrite = (inner: Program) => inner && rewriteProgram(inner, before, depth + 1);
    const programs = { program: rewrite(node.program), inverse: rewrite(node.inverse) };
    const name = node.path.original;
    if (!BLOCKS.includes(name)) {
      if (node.params.length > 0 || node.hash) throw unknownHelper(name);
      return { ...node, ...programs, ...callOf('section', [readPath(node.path)], node.loc) };
    }
    const [subject] = node.params;
    if (!subject || node.params.length > 1) throw new TemplateRefused(`must give {{#${name}}} exactly one value`);
    if (node.hash && !isIncludeZero(node.hash)) throw new TemplateRefused(`must give {{#${name}}} no named values`);
    const value = readParameter(subject);
    return { ...node, ...programs, params: [name === 'each' || name === 'with' ? required(value) : value] };
  }

  function required(value: hbs.AST.Expression): hbs.AST.Expression {
    if (!isStrict) return value;
    return { type: 'SubExpression', ...callOf('required', [literalOf(labelOf(value), value.loc), value], value.loc) };
  }
}

function readParameter(node: hbs.AST.Expression): hbs.AST.Expression {
  if (isNode(node, 'PathExpression')) return readPath(node);
  return isNode(node, 'SubExpression') ? readValue(node) : node;
}

function readValue(node: Callable): hbs.AST.Expression {
  if (node.path.type !== 'PathExpression') throw literalMet();
  if (node.params.length === 0 && !node.hash) return readPath(node.path);
  if (node.path.original !== 'lookup') throw unknownHelper(node.path.original);
  if (node.params.length !== 2) throw new TemplateRefused('must give lookup an object and a key');
  return { type: 'SubExpression', ...callOf('lookup', node.params.map(readParameter), node.loc) };
}

/** Bound values are at the root, also from inside a block that changed the context. */
function readPath(path: hbs.AST.PathExpression): hbs.AST.PathExpression {
  if (path.parts.length > LONGEST_PATH) throw new TemplateRefused(`follows more than ${LONGEST_PATH} names in a row`);
  if (path.data && !LOOP_VARIABLES.includes(path.parts[0]))
    throw new TemplateRefused(`uses the unknown variable ${path.original}`);
  if (path.data || path.parts[0] !== BOUND) return path;
  return { ...path, data: true, depth: 0, parts: ['root', ...path.parts] };
}

function isIncludeZero({ pairs }: hbs.AST.Hash): boolean {
  return pairs.every(({ key, value }) => key === 'includeZero' && value.type === 'BooleanLiteral');
}

function literalMet(): TemplateRefused {
  return new TemplateRefused('has a literal where a variable is expected');
}

function unknownHelper(name: string): TemplateRefused {
  return new TemplateRefused(`uses the unknown helper "${name}"; the known ones are ${BLOCKS.join(', ')} and lookup`);
}

/** How a message names a variable: as it was written, or a bound one by its own name. */
function labelOf(value: hbs.AST.Expression): string {
  if (isNode(value, 'SubExpression')) return value.params.map(labelOf).filter(Boolean).join(' at ');
  if (!isNode(value, 'PathExpression')) return '';
  const bound = value.parts.indexOf(BOUND);
  return bound < 0 ? value.original : value.parts.slice(bound + 1).join('.');
}
