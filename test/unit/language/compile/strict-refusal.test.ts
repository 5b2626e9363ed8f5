import { describe, expect, it } from 'vitest';

import { strictRefusal } from '../../../../language/compile/strict-refusal.ts';
import type { JsonObject } from '../../../../language/json/json.ts';

const nested = (node: JsonObject): JsonObject => {
  return { type: 'branch', paths: [], default: { nodes: [node] } };
};

describe('strictRefusal', () => {
  it.each([{ id: 'mine', type: 'trigger' }, nested({ id: 'mine', type: 'send' })])(
    'J-02 J-04 strict: an id of the client is refused: %j',
    (node) => {
      expect(strictRefusal({ nodes: [{ type: 'trigger' }, node] })).toEqual({
        kind: 'invalid',
        message: 'client-supplied node ids are not allowed; ids are server-generated',
      });
    },
  );

  it.each([{ type: 'send' }, nested({ type: 'send' })])('J-03 J-04 strict: a send is refused: %j', (node) => {
    expect(strictRefusal({ nodes: [{ type: 'trigger' }, node] })).toEqual({
      kind: 'unprocessable',
      message:
        'send nodes are not allowed at journey creation; create the journey, then create notification templates scoped to it, then PUT to wire the send nodes',
    });
  });

  it('J-04 strict: anything else may be created', () => {
    expect(strictRefusal({ nodes: [{ type: 'trigger', id: null }, nested({ type: 'exit' })] })).toBeUndefined();
  });
});
