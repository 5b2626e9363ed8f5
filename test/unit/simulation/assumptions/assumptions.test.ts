import { describe, expect, it } from 'vitest';

import { Assumptions } from '../../../../simulation/assumptions/assumptions.ts';

describe('assumptions', () => {
  it.each<[object, string]>([
    [{ fetch: {} }, 'Unrecognized key: "fetch"'],
    [{ deliveries: { a: { status: 'GONE' } } }, 'Invalid option'],
    [{ events: [{ type: 'cancel' }] }, 'needs either after or at'],
    [{ events: [{ type: 'cancel', after: 'soonish' }] }, 'must be a duration'],
    [{ fetches: { a: { code: 200 } } }, 'fetches.a: Unrecognized key: "code"'],
    [{ fetches: { a: { status: '200' } } }, 'fetches.a.status: Invalid input: expected number, received string'],
    [{ fetches: { a: 'x' } }, 'fetches.a: Invalid input: expected object, received string'],
    [{ fetches: { a: null } }, 'fetches.a: Invalid input: expected object, received null'],
    [{ fetches: { a: { error: 'x', body: {} } } }, 'fetches.a: Unrecognized key: "body"'],
    [{ fetches: { a: { error: 5 } } }, 'fetches.a.error: Invalid input: expected string, received number'],
    [{ fetches: { a: { headers: { b: 1 } } } }, 'fetches.a.headers.b: Invalid input: expected string, received number'],
    [{ fetches: { a: [] } }, 'fetches.a: Too small'],
    [{ fetches: { a: [{}, { status: 700 }, { error: '' }] } }, 'fetches.a.1.status: Too big'],
    [{ fetches: { a: [{}, { status: 700 }, { error: '' }] } }, 'fetches.a.2.error: Too small'],
    [{ fetches: { a: { status: 302, headers: { Location: '/b' } } } }, 'fetches.a.headers.Location: is followed in a'],
  ])('DR-04 assumptions: %j is refused', (assume, problem) => {
    expect(
      Assumptions.safeParse(assume)
        .error?.issues.map(({ path, message: told }) => `${path.join('.')}: ${told}`)
        .join('\n'),
    ).toContain(problem);
  });
});
