import { InvalidExpression } from './invalid-expression.ts';
import { quoted } from './quoted.ts';
import { readToken, type Token } from './tokenize.ts';
import { type BinaryOperator, PRECEDENCE } from './tree.ts';

/** A place in an expression's source: the token that stands there, and steps forward. */
export class Cursor {
  token: Token = { kind: 'end', start: 0, end: 0 };

  constructor(readonly source: string) {}

  moveTo(offset: number): void {
    this.token = readToken(this.source, offset);
  }

  advance(): void {
    this.moveTo(this.token.end);
  }

  isAt(symbol: string): boolean {
    return this.token.kind === 'symbol' && this.token.text === symbol;
  }

  /** Steps over the symbol and returns it; undefined, and no step, when something else stands here. */
  take<Symbol extends string>(symbol: Symbol): Symbol | undefined {
    if (!this.isAt(symbol)) return undefined;
    this.advance();
    return symbol;
  }

  /** Steps over a binary operator that binds as tightly as `loosest` or tighter. */
  takeOperator(loosest: number): BinaryOperator | undefined {
    const { token } = this;
    if (token.kind !== 'symbol' || !Object.hasOwn(PRECEDENCE, token.text)) return undefined;
    const operator = token.text as BinaryOperator;
    return PRECEDENCE[operator] < loosest ? undefined : this.take(operator);
  }

  expect(symbol: string): void {
    if (!this.take(symbol)) throw this.unexpected();
  }

  unexpected(): InvalidExpression {
    const { kind, start, end } = this.token;
    if (kind === 'end') return new InvalidExpression('unexpected end', start);
    return new InvalidExpression(`unexpected ${quoted(this.source.slice(start, end))}`, start);
  }
}
