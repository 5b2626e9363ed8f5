import { describe, expect, it } from 'vitest';

import { withoutRoot } from '../../../../language/json/without-root.ts';

describe('withoutRoot', () => {
  it('N-64 without-root: a path into data is written with its root or without', () => {
    expect(['data.a.b', 'a.b', 'database.a'].map(withoutRoot)).toEqual(['a.b', 'a.b', 'database.a']);
  });
});
