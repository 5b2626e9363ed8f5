import fc from 'fast-check';
import { expect, it } from 'vitest';

import type { JsonObject } from '../../../../language/json/json.ts';
import { choosePath } from '../../../../language/run/choose-path.ts';

it('N-20 branch: the first path that holds is chosen, and none after it is looked at', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 8 }), (verdicts) => {
      const paths = verdicts.map((_, index) => {
        return { conditions: { kind: 'atom', path: `p${index}`, operator: 'exists' }, label: `l${index}` };
      });
      const looked: string[] = [];
      const chosen = choosePath({ paths, default: { label: 'other' } } as JsonObject, (path) => {
        looked.push(path);
        return verdicts[Number(path.slice(1))] ? 'there' : undefined;
      });
      const first = verdicts.indexOf(true);
      const expected = first === -1 ? verdicts.length : first;
      expect(chosen.path).toBe(expected);
      expect(chosen.label).toBe(first === -1 ? 'other' : `l${first}`);
      expect(looked).toEqual(verdicts.slice(0, expected + 1).map((_, index) => `p${index}`));
      expect(chosen.judgements.map(({ result }) => result)).toEqual(verdicts.slice(0, expected + 1));
    }),
  );
});
