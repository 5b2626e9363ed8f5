import { describe, expect, it } from 'vitest';

import { ComeBackLater, toFailure } from '../../../../activities/step/failure.ts';

const withCode = (code: string) => Object.assign(new Error('x'), { code });

describe('failure', () => {
  it.each(['08006', '40001', '53300', '57014', '57P01', 'ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT'])(
    'F-13 %s is infrastructure and retried',
    (code) => {
      expect(toFailure(withCode(code))).toMatchObject({ type: 'Infrastructure', nonRetryable: false });
    },
  );

  it('F-13 a pool that gives no connection is infrastructure', () => {
    expect(toFailure(new Error('timeout exceeded when trying to connect'))).toMatchObject({ nonRetryable: false });
  });

  it.each([new TypeError('data.secret is 42'), withCode('23505'), 'text', undefined])(
    'F-13 anything else is never retried and says nothing of the data',
    (error) => {
      const failure = toFailure(error);
      expect(failure.nonRetryable).toBe(true);
      expect(failure.message).toMatch(/^internal error \(\w+\)$/);
    },
  );

  it('F-13 a wait is a retry after exactly that long', () => {
    expect(toFailure(new ComeBackLater('busy', 1_234))).toMatchObject({ nonRetryable: false, nextRetryDelay: 1_234 });
  });
});
