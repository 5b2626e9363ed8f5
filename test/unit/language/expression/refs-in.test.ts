import { expect, test } from 'vitest';

import { parseExpression } from '../../../../language/expression/parse.ts';
import { refsIn } from '../../../../language/expression/refs-in.ts';

test.each<[string, string[]]>([
  ['refs.a.status', ['a']],
  ['refs["a b"].status === refs.c', ['a b', 'c']],
  ['!refs.a ? [refs.b] : -refs.c', ['a', 'b', 'c']],
  ['data.x[refs.a].includes(refs.b)', ['a', 'b']],
  [`\`x\${refs.a}\``, ['a']],
  ['data.refs.a || profile["refs"] || refs[data.x] || refs', []],
])('X-02 refs: %s names %j', (source, names) => {
  expect(refsIn(parseExpression(source))).toEqual(names);
});
