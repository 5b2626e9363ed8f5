import { describe, expect, it } from 'vitest';

import { anonymousIdOf, messageIdOf } from '../../../../activities/deliver/message-id.ts';

const RUN = '1-65f240a0-47a6a120c8374de9bcf9f22c';

describe('message id', () => {
  it('W-15 message id: has the form of a run id, and the seconds of its run', () => {
    expect(messageIdOf(RUN, 0)).toMatch(/^1-65f240a0-[0-9a-f]{24}$/);
    expect(messageIdOf('some other id', 0)).toMatch(/^1-[0-9a-f]{8}-[0-9a-f]{24}$/);
  });

  it('A-10 message id: is the same for every attempt, and another for every step and run', () => {
    expect(messageIdOf(RUN, 1)).toBe(messageIdOf(RUN, 1));
    const ids = [messageIdOf(RUN, 0), messageIdOf(RUN, 1), messageIdOf(`${RUN}0`, 0), messageIdOf(RUN, 10)];
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('J-34 anonymous id: stands for the one unknown recipient of a run', () => {
    expect(anonymousIdOf(RUN)).toMatch(/^anon_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(anonymousIdOf(RUN)).toBe(anonymousIdOf(RUN));
    expect(anonymousIdOf(RUN)).not.toBe(anonymousIdOf(`${RUN}0`));
  });
});
