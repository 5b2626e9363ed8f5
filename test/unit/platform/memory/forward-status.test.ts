import { describe, expect, it } from 'vitest';

import { forwardStatus } from '../../../../platform/memory/forward-status.ts';

describe('forward status', () => {
  it.each([
    ['NOT PROCESSED', 'PROCESSING', 'PROCESSING'],
    ['WAITING', 'PROCESSING', 'PROCESSING'],
    ['PROCESSING', 'WAITING', 'WAITING'],
    ['PROCESSING', 'NOT PROCESSED', 'PROCESSING'],
    ['PROCESSED', 'PROCESSING', 'PROCESSED'],
    ['CANCELED', 'PROCESSED', 'CANCELED'],
    ['ERROR', 'PROCESSED', 'ERROR'],
    ['SENT', 'ROUTED', 'SENT'],
    ['ROUTED', 'SENT', 'SENT'],
    ['UNROUTABLE', 'SENT', 'UNROUTABLE'],
  ])('J-42 %s moved to %s is %s', (current, next, expected) => {
    expect(forwardStatus(current, next)).toBe(expected);
  });
});
