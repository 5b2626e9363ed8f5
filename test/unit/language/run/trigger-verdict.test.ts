import { describe, expect, it } from 'vitest';

import { TRIGGER_UNMET, triggerVerdict } from '../../../../language/run/trigger-verdict.ts';
import { compiledNode } from '../../../support/compiled-node.ts';

const scope = { data: { total: 120 }, profile: { plan: 'gold' }, outputs: {} };
const trigger = (conditions: string[] | null) =>
  compiledNode({ type: 'trigger', trigger_type: 'api-invoke', conditions });

describe('triggerVerdict', () => {
  it('J-28 trigger: conditions are judged over data and profile', () => {
    expect(triggerVerdict(trigger(['data.total', 'greater than', '100']), scope)).toMatchObject({ kind: 'met' });
    expect(triggerVerdict(trigger(['plan', 'is equal', 'gold']), scope)).toMatchObject({ kind: 'met' });
    expect(triggerVerdict(trigger(null), scope)).toEqual({ kind: 'met' });
  });

  it('J-27 trigger: conditions that do not hold are told in these words, with what was found', () => {
    expect(triggerVerdict(trigger(['data.total', 'less than', '100']), scope)).toEqual({
      kind: 'unmet',
      conditions: {
        result: false,
        atoms: [{ path: 'data.total', operator: 'less than', value: '100', actual: 120, result: false }],
      },
    });
    expect(TRIGGER_UNMET).toBe('Trigger conditions not met');
  });

  it('J-28 trigger: without one a journey cannot be started that way', () => {
    expect(triggerVerdict(undefined, scope)).toEqual({ kind: 'unmet' });
  });
});
