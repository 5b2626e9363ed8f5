import { expect, test } from 'vitest';

import { invocability } from '../../../../language/run/invocability.ts';

const published = { archived: false, enabled: true, definition: { nodes: [] } };

test.each([
  [undefined, 'unknown', 'Automation template abc-123 not found'],
  [{ ...published, definition: undefined }, 'unknown', 'Automation template abc-123 not found'],
  [{ ...published, archived: true, enabled: false }, 'archived', 'Cannot invoke archived automation template abc-123'],
  [{ ...published, enabled: false }, 'disabled', 'Cannot invoke disabled automation template abc-123'],
])('J-25 J-27 invocability: %j is %s', (found, kind, message) => {
  expect(invocability(found, 'abc-123')).toEqual({ kind, message });
});

test('J-25 invocability: what is published may be invoked', () => {
  expect(invocability(published, 'abc-123')).toEqual({ kind: 'invocable', found: published });
});
