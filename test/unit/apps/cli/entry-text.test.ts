import { describe, expect, it } from 'vitest';

import { entryText } from '../../../../apps/cli/entry-text.ts';
import { simulateNodes } from '../../../support/simulation/simulate-body.ts';

const batch = {
  type: 'batch',
  scope: 'user',
  wait_period: 'PT2H',
  max_wait_period: 'P1D',
  max_items: 2,
  retain: { type: 'last', count: 1 },
};

describe('told entry', () => {
  it('DR-03 told entry: a batch is over when it was, not when it would have been at first', async () => {
    const events = [{ type: 'batch_member', node: 'n1', after: 'PT1H', data: {} }];
    const { entries, localTime } = await simulateNodes([batch], {}, { assume: { events } as never });
    const [, entry] = entries;
    const [title, ...lines] = entry ? entryText(entry, localTime) : [];
    expect(title).toMatch(/PROCESSED, until .* 09:00:00 /);
    expect(lines).toContain('    over by max_items, with 2 items');
  });
});
