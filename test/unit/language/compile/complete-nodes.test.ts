import { describe, expect, it } from 'vitest';

import { completeNodes } from '../../../../language/compile/complete-nodes.ts';
import type { JsonObject } from '../../../../language/json/json.ts';

function complete(...nodes: JsonObject[]): JsonObject[] {
  let count = 0;
  const next = () => {
    count += 1;
    return count;
  };
  return completeNodes(nodes, { node: () => `N${next()}`, experiment: () => `exp_${next()}` });
}

describe('completeNodes', () => {
  it('J-02 J-06 nodes: missing ids are made at any depth, those that are given stay', () => {
    const nested = (...nodes: JsonObject[]) => ({ conditions: ['a', 'exists'], nodes });
    expect(
      complete(
        { type: 'trigger' },
        {
          id: 'mine',
          type: 'branch',
          paths: [
            nested({ type: 'delay' }, { id: null, type: 'branch', paths: [], default: nested({ type: 'exit' }) }),
          ],
          default: nested({ type: 'exit', id: 'end' }),
        },
      ),
    ).toEqual([
      { id: 'N1', type: 'trigger' },
      {
        id: 'mine',
        type: 'branch',
        paths: [
          nested(
            { id: 'N2', type: 'delay' },
            { id: 'N3', type: 'branch', paths: [], default: nested({ id: 'N4', type: 'exit' }) },
          ),
        ],
        default: nested({ type: 'exit', id: 'end' }),
      },
    ]);
  });

  it('J-07 nodes: what is complete stays as it is', () => {
    const nodes: JsonObject[] = [
      { id: 'a', type: 'trigger', extra: 1 },
      { id: 'b', type: 'branch', paths: [], default: { nodes: [] } },
      { id: 'c', type: 'send', message: {}, experiment: { id: 'exp_x', bucketingKey: 'k', variants: [] } },
    ];
    expect(complete(...nodes)).toEqual(nodes);
  });

  it('N-50 C-08 nodes: an experiment in the message becomes the one of the node', () => {
    const variants: JsonObject[] = [
      { id: 'a', template: 't1', weight: 1 },
      { id: 'b', templateId: 't2', template: 'x', weight: 1 },
    ];
    const message = { data: { a: 1 }, experiment: { bucketingKey: 'k', variants } };
    expect(complete({ id: 's', type: 'send', message })).toEqual([
      {
        id: 's',
        type: 'send',
        message: { data: { a: 1 } },
        experiment: {
          id: 'exp_1',
          bucketingKey: 'k',
          variants: [{ id: 'a', templateId: 't1', weight: 1 }, ...variants.slice(1)],
        },
      },
    ]);
  });

  it('J-06 nodes: what is no node stays for the compiler to refuse', () => {
    const odd: JsonObject = {
      id: 'b',
      type: 'branch',
      paths: [5, { nodes: [null, 'x'] }, { nodes: 5 }],
      default: null,
    };
    expect(complete(odd)).toEqual([odd]);
    expect(complete({ id: 's', type: 'send', message: 5, experiment: 'x' })).toHaveLength(1);
  });
});
