import { BOUND } from '../../language/content/content.ts';
import { BLOCKS } from './blocks.ts';
import { callOf, isNode, literalOf } from './nodes.ts';
import { readExpression } from './read-expression.ts';
import { TemplateRefused } from './template-refused.ts';

const DEEPEST = 50;
const LINK_ATTRIBUTE = /\b(href|src|action|formaction|background|poster)\s*=\s*["']?\s*$/i;

/** Where a statement stands: the text before it, by which an attribute is told, and the blocks around it. */
interface Place {
  before: string;
  depth: number;
}

/**
 * Rewrites a parsed template so that everything it does goes through our helpers: each variable is written by `write`,
 * `writeRaw` or `writeLink`, a bare `{{#section}}` becomes `section`, and a written or walked
 * variable is wrapped in `required` in strict templates, in `promised` elsewhere. Refuses
 * partials, decorators and unknown helpers.
 */
export class Instrumenter {
  constructor(private readonly isStrict: boolean) {}

  /** @throws TemplateRefused */
  rewrite(program: hbs.AST.Program): hbs.AST.Program {
    return this.#program(program, { before: '', depth: 0 });
  }

  #program(node: hbs.AST.Program, { before, depth }: Place): hbs.AST.Program {
    if (depth > DEEPEST) throw new TemplateRefused(`nests more than ${DEEPEST} blocks`);
    let attribute = before;
    const body = node.body.map((statement) => {
      if (isNode(statement, 'ContentStatement')) attribute = statement.value.slice(-40);
      return this.#statement(statement, { before: attribute, depth });
    });
    return { ...node, body };
  }

  #statement(node: hbs.AST.Statement, place: Place): hbs.AST.Statement {
    if (isNode(node, 'ContentStatement') || isNode(node, 'CommentStatement')) return node;
    if (isNode(node, 'MustacheStatement')) return this.#variable(node, place);
    if (isNode(node, 'BlockStatement')) return this.#block(node, place);
    throw new TemplateRefused('uses a partial or a decorator, which messages do not support');
  }

  #variable(node: hbs.AST.MustacheStatement, { before }: Place): hbs.AST.MustacheStatement {
    const value = this.#required(readExpression({ ...node, type: 'SubExpression' }));
    const writer = node.escaped ? 'write' : 'writeRaw';
    return { ...node, ...callOf(LINK_ATTRIBUTE.test(before) ? 'writeLink' : writer, [value], node.loc) };
  }

  #block(node: hbs.AST.BlockStatement, { before, depth }: Place): hbs.AST.BlockStatement {
    if (!isNode(node.path, 'PathExpression')) throw TemplateRefused.literal();
    if (isRaw(node)) throw new TemplateRefused('uses a raw block, which messages do not support');
    // Either side of a block may be absent, which the package's types do not say.
    const rewrite = (inner: hbs.AST.Program) => inner && this.#program(inner, { before, depth: depth + 1 });
    const programs = { program: rewrite(node.program), inverse: rewrite(node.inverse) };
    if (BLOCKS.includes(node.path.original)) return { ...node, ...programs, params: [this.#subject(node)] };
    if (node.params.length > 0 || node.hash) throw TemplateRefused.unknownHelper(node.path.original);
    return { ...node, ...programs, ...callOf('section', [readExpression(node.path)], node.loc) };
  }

  #subject({ path, params, hash }: hbs.AST.BlockStatement): hbs.AST.Expression {
    const name = path.original;
    const [subject] = params;
    if (!subject || params.length > 1) throw new TemplateRefused(`must give {{#${name}}} exactly one value`);
    if (hash && !isIncludeZero(hash)) throw new TemplateRefused(`must give {{#${name}}} no named values`);
    const value = readExpression(subject);
    return name === 'each' || name === 'with' ? this.#required(value) : value;
  }

  #required(value: hbs.AST.Expression): hbs.AST.Expression {
    const helper = this.isStrict ? 'required' : 'promised';
    return { type: 'SubExpression', ...callOf(helper, [literalOf(labelOf(value), value.loc), value], value.loc) };
  }
}

/** `{{{{name}}}}`: the only block of which the parser does not say what becomes of the spaces around it. */
function isRaw({ openStrip }: hbs.AST.BlockStatement): boolean {
  return Object.keys(openStrip).length === 0;
}

function isIncludeZero({ pairs }: hbs.AST.Hash): boolean {
  return pairs.every(({ key, value }) => key === 'includeZero' && value.type === 'BooleanLiteral');
}

/** How a message names a variable: as it was written, or a bound one by its own name. */
function labelOf(value: hbs.AST.Expression): string {
  if (isNode(value, 'SubExpression')) return value.params.map(labelOf).filter(Boolean).join(' at ');
  if (!isNode(value, 'PathExpression')) return '';
  const bound = value.parts.indexOf(BOUND);
  return bound < 0 ? value.original : value.parts.slice(bound + 1).join('.');
}
