import { checkStatusName } from './check-status-name.ts';
import { Cursor } from './cursor.ts';
import { InvalidExpression } from './invalid-expression.ts';
import { Limits } from './limits.ts';
import { quoted } from './quoted.ts';
import { readChunk } from './read-chunk.ts';
import { readLeaf } from './read-leaf.ts';
import { type Expression, METHODS, PRECEDENCE, ROOTS } from './tree.ts';

/** Recursive descent over JavaScript's expression grammar, as far as X-01 has it; everything else is InvalidExpression. */
export class Parser {
  readonly #cursor: Cursor;
  readonly #limits = new Limits(() => this.#cursor.token.start);
  /** What stood in parentheses: `??` refuses a bare `||` or `&&` beside it. */
  readonly #grouped = new WeakSet<Expression>();

  /** @param isRoot Which names it may begin with; those of a run when not given. */
  constructor(
    source: string,
    private readonly isRoot: (name: string) => boolean = isRunRoot,
  ) {
    this.#cursor = new Cursor(source);
  }

  /** The source as one expression. */
  whole(): Expression {
    this.#cursor.moveTo(0);
    const tree = this.#expression();
    if (this.#cursor.token.kind !== 'end') throw this.#cursor.unexpected();
    return tree;
  }

  /** The expression of a `${…}` whose first character is at `start`; `end` is behind its brace. */
  hole(start: number): { tree: Expression; end: number } {
    this.#cursor.moveTo(start);
    const tree = this.#expression();
    if (!this.#cursor.isAt('}')) throw this.#cursor.unexpected();
    return { tree, end: this.#cursor.token.end };
  }

  #expression(): Expression {
    return this.#limits.nested(() => this.#choices());
  }

  /** A chain of choices reads as a list of cases, so it is no nesting; only its length is limited. */
  #choices(): Expression {
    const cases: { test: Expression; whenTrue: Expression }[] = [];
    let last = this.#binary(1);
    while (this.#cursor.take('?')) {
      cases.push({ test: last, whenTrue: this.#expressionBefore(':') });
      last = this.#binary(1);
    }
    return cases.reduceRight<Expression>(
      (whenFalse, { test, whenTrue }) => this.#limits.node({ kind: 'choice', test, whenTrue, whenFalse }),
      last,
    );
  }

  #expressionBefore(symbol: string): Expression {
    const tree = this.#expression();
    this.#cursor.expect(symbol);
    return tree;
  }

  #binary(loosest: number): Expression {
    let left = this.#unary();
    for (;;) {
      const { start } = this.#cursor.token;
      const operator = this.#cursor.takeOperator(loosest);
      if (!operator) return left;
      const right = this.#binary(PRECEDENCE[operator] + 1);
      if (operator === '??' && (this.#isBareLogical(left) || this.#isBareLogical(right))) {
        throw new InvalidExpression('?? beside || or && without parentheses', start);
      }
      left = this.#limits.node({ kind: 'binary', operator, left, right });
    }
  }

  #isBareLogical(tree: Expression): boolean {
    return tree.kind === 'binary' && (tree.operator === '||' || tree.operator === '&&') && !this.#grouped.has(tree);
  }

  #unary(): Expression {
    const operator = this.#cursor.take('!') ?? this.#cursor.take('-') ?? this.#cursor.take('+');
    if (!operator) return this.#postfix();
    return this.#limits.nested(() => this.#limits.node({ kind: 'unary', operator, operand: this.#unary() }));
  }

  #postfix(): Expression {
    let object = this.#primary();
    for (;;) {
      if (this.#cursor.take('.')) object = this.#member(object);
      else if (this.#cursor.take('[')) object = this.#index(object);
      else return object;
    }
  }

  #index(object: Expression): Expression {
    const { start } = this.#cursor.token;
    const key = this.#expressionBefore(']');
    if (key.kind === 'literal') checkStatusName(object, String(key.value), start);
    return this.#limits.node({ kind: 'index', object, key });
  }

  #member(object: Expression): Expression {
    const { token } = this.#cursor;
    if (token.kind !== 'name') throw this.#cursor.unexpected();
    this.#cursor.advance();
    if (this.#cursor.take('(')) return this.#call(object, token.text, token.start);
    checkStatusName(object, token.text, token.start);
    return this.#limits.node({ kind: 'member', object, name: token.text });
  }

  #call(object: Expression, name: string, at: number): Expression {
    const method = METHODS.find((known) => known === name);
    if (!method)
      throw new InvalidExpression(`a call of ${quoted(name)}, where only ${METHODS.join(', ')} are known,`, at);
    return this.#limits.node({ kind: 'call', object, method, argument: this.#expressionBefore(')') });
  }

  #primary(): Expression {
    const { token } = this.#cursor;
    if (this.#cursor.isAt('`')) return this.#template(token.end);
    if (this.#cursor.take('(')) return this.#group();
    if (this.#cursor.take('[')) return this.#list();
    const leaf = readLeaf(token, this.isRoot);
    if (!leaf) throw this.#cursor.unexpected();
    this.#cursor.advance();
    return this.#limits.node(leaf);
  }

  #group(): Expression {
    const tree = this.#expressionBefore(')');
    this.#grouped.add(tree);
    return tree;
  }

  #list(): Expression {
    const items: Expression[] = [];
    while (!this.#cursor.take(']')) {
      items.push(this.#expression());
      if (!this.#cursor.isAt(']')) this.#cursor.expect(',');
    }
    return this.#limits.node({ kind: 'list', items });
  }

  #template(start: number): Expression {
    const parts: Expression[] = [];
    for (let at = start; ; ) {
      const chunk = readChunk(this.#cursor.source, at);
      if (chunk.text) parts.push(this.#limits.node({ kind: 'literal', value: chunk.text }));
      if (chunk.isLast) {
        this.#cursor.moveTo(chunk.end);
        return this.#limits.node({ kind: 'template', parts });
      }
      const hole = this.hole(chunk.end);
      parts.push(hole.tree);
      at = hole.end;
    }
  }
}

function isRunRoot(name: string): boolean {
  return (ROOTS as readonly string[]).includes(name);
}
