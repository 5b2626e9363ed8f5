import { expect, it } from 'vitest';

import { compiledNode, preparedNode } from '../../../support/compiled-node.ts';

it('J-05 exit: has no fields and no conditions', () => {
  const node = { type: 'exit', conditions: ['data.gone', 'exists'], reason: '{{' };
  expect(compiledNode(node)).toEqual({
    type: 'node',
    id: 'node',
    action: 'exit',
    fields: {},
    ahead: { templates: [], users: [] },
  });
  expect(preparedNode(node)).toEqual({ kind: 'ready', action: 'exit', fields: {}, dangling: [] });
});
