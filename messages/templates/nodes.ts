type Call = Pick<hbs.AST.SubExpression, 'path' | 'params' | 'hash' | 'loc'>;

interface Nodes {
  ContentStatement: { value: string };
  CommentStatement: hbs.AST.CommentStatement;
  MustacheStatement: hbs.AST.MustacheStatement;
  BlockStatement: hbs.AST.BlockStatement;
  PathExpression: hbs.AST.PathExpression;
  SubExpression: hbs.AST.SubExpression;
}

/** Narrows a parsed node by its type; the package's own types leave statements and expressions open. */
export function isNode<Type extends keyof Nodes>(node: hbs.AST.Node, type: Type): node is hbs.AST.Node & Nodes[Type] {
  return node.type === type;
}

/** What a statement or expression needs to become a call of a helper. The parser, too, leaves an absent hash undefined. */
export function callOf(name: string, params: hbs.AST.Expression[], loc: hbs.AST.SourceLocation): Call {
  const path: hbs.AST.PathExpression = {
    type: 'PathExpression',
    data: false,
    depth: 0,
    parts: [name],
    original: name,
    loc,
  };
  return { path, params, hash: undefined as unknown as hbs.AST.Hash, loc };
}

/** A text constant. */
export function literalOf(value: string, loc: hbs.AST.SourceLocation): hbs.AST.StringLiteral {
  return { type: 'StringLiteral', value, original: value, loc };
}
