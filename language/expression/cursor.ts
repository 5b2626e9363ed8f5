import { InvalidExpression } from './invalid-expression.ts';
import { readToken, type Token } from './tokenize.ts';

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

  expect(symbol: string): void {
    if (!this.take(symbol)) throw this.unexpected();
  }

  unexpected(): InvalidExpression {
    const { kind, start, end } = this.token;
    if (kind === 'end') return new InvalidExpression('unexpected end', start);
    return new InvalidExpression(
      `unexpected ${JSON.stringify(this.source.slice(start, Math.min(end, start + 40)))}`,
      start,
    );
  }
}
