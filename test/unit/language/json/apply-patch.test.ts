import { describe, expect, it } from 'vitest';

import { applyPatch } from '../../../../language/json/apply-patch.ts';
import type { Json, JsonObject } from '../../../../language/json/json.ts';
import { JsonPatch } from '../../../../language/json/json-patch.ts';

const stored: JsonObject = {
  email: 'a@x.io',
  tags: ['a', 'b'],
  custom: { plan: 'gold', 'a/b': 1, 'm~n': 2 },
  none: null,
};

const patched = (patch: object[], document = stored) => applyPatch(document, JsonPatch.parse(patch));

describe('json patch', () => {
  it.each<[object, Json]>([
    [{ op: 'add', path: '/custom/since', value: 2020 }, 2020],
    [{ op: 'add', path: '/custom/plan', value: null }, null],
    [{ op: 'replace', path: '/custom/plan', value: { a: [] } }, { a: [] }],
    [{ op: 'add', path: '/tags/1', value: 'x' }, ['a', 'x', 'b']],
    [{ op: 'add', path: '/tags/2', value: 'x' }, ['a', 'b', 'x']],
    [{ op: 'add', path: '/tags/-', value: 'x' }, ['a', 'b', 'x']],
    [{ op: 'replace', path: '/tags/0', value: 'x' }, ['x', 'b']],
    [{ op: 'remove', path: '/tags/0', value: 'ignored' }, ['b']],
    [{ op: 'replace', path: '/custom/a~1b', value: 'slash' }, 'slash'],
    [{ op: 'replace', path: '/custom/m~0n', value: 'tilde' }, 'tilde'],
    [{ op: 'add', path: '/', value: 'empty key' }, 'empty key'],
    [{ op: 'copy', from: '/tags', path: '/custom/tags' }, ['a', 'b']],
    [{ op: 'move', from: '/tags/1', path: '/tags/0' }, ['b', 'a']],
  ])('U-02 json patch: %j', (operation, expected) => {
    const { path } = operation as { path: string };
    const keys = path
      .split('/')
      .slice(1)
      .map((key) => key.replace('~1', '/').replace('~0', '~'));
    if (keys[0] === 'tags') keys.length = 1;
    expect(keys.reduce<unknown>((value, key) => Reflect.get(value as object, key), patched([operation]))).toEqual(
      expected,
    );
  });

  it('U-02 json patch: what is removed or moved away is gone, and the argument stays as it was', () => {
    const before = structuredClone(stored);
    const patch = [
      { op: 'test', path: '/custom', value: { 'm~n': 2, 'a/b': 1, plan: 'gold' } },
      { op: 'test', path: '/none', value: null },
      { op: 'remove', path: '/email' },
      { op: 'move', from: '/custom', path: '/facts' },
      { op: 'copy', from: '/facts', path: '/again' },
      { op: 'replace', path: '/facts/plan', value: 'free' },
    ];
    const { custom, email: _, ...others } = stored;
    expect(patched(patch)).toEqual({ ...others, facts: { ...(custom as JsonObject), plan: 'free' }, again: custom });
    expect(stored).toEqual(before);
  });

  it('U-02 json patch: no operation is no change, and the whole document can be replaced', () => {
    expect(patched([])).toEqual(stored);
    expect(patched([{ op: 'replace', path: '', value: { a: 1 } }])).toEqual({ a: 1 });
    expect(patched([{ op: 'remove', path: '' }])).toBeUndefined();
  });

  it.each<[object, string]>([
    [{ op: 'test', path: '/email', value: 'b@x.io' }, '0.value: is not what is there'],
    [{ op: 'test', path: '/tags', value: { 0: 'a', 1: 'b' } }, '0.value: is not what is there'],
    [{ op: 'test', path: '/custom', value: { plan: 'gold' } }, '0.value: is not what is there'],
    [{ op: 'test', path: '/missing', value: null }, '0.path: leads nowhere'],
    [{ op: 'remove', path: '/missing' }, '0.path: leads nowhere'],
    [{ op: 'replace', path: '/missing', value: 1 }, '0.path: leads nowhere'],
    [{ op: 'add', path: '/missing/deep', value: 1 }, '0.path: leads nowhere'],
    [{ op: 'add', path: '/email/x', value: 1 }, '0.path: leads nowhere'],
    [{ op: 'add', path: '/tags/3', value: 1 }, '0.path: leads nowhere'],
    [{ op: 'add', path: '/tags/01', value: 1 }, '0.path: leads nowhere'],
    [{ op: 'add', path: '/tags/x', value: 1 }, '0.path: leads nowhere'],
    [{ op: 'replace', path: '/tags/-', value: 1 }, '0.path: leads nowhere'],
    [{ op: 'remove', path: '/tags/length' }, '0.path: leads nowhere'],
    [{ op: 'remove', path: '/toString' }, '0.path: leads nowhere'],
    [{ op: 'copy', from: '/valueOf', path: '/x' }, '0.from: leads nowhere'],
    [{ op: 'move', from: '/custom', path: '/custom/inside' }, '0.path: leads nowhere'],
  ])('U-02 json patch: %j is refused: %s', (operation, message) => {
    expect(() => patched([operation])).toThrow(message);
  });

  it('U-02 json patch: copies cannot grow without end, nor nest without end', () => {
    const copies = Array.from({ length: 40 }, (_, place) => ({ op: 'copy', from: '', path: `/copy${place}` }));
    expect(() => patched(copies)).toThrow(/^\d+\.from: places too much/);
    const burrow = Array.from({ length: 70 }, () => [
      { op: 'copy', from: '/custom', path: '/again' },
      { op: 'add', path: '/custom', value: { in: null } },
      { op: 'move', from: '/again', path: '/custom/in' },
    ]);
    expect(() => patched(burrow.flat())).toThrow(/^\d+\.from: nests deeper than 64 levels/);
  });

  it.each<[unknown, string]>([
    [{ op: 'increment', path: '/a' }, '0.op'],
    [{ op: 'add', path: '/a' }, '0.value'],
    [{ op: 'move', path: '/a' }, '0.from'],
    [{ op: 'remove', path: 'a' }, '0.path'],
    [{ op: 'remove', path: '/a~2' }, '0.path'],
    [{ op: 'add', path: '/__proto__/polluted', value: 1 }, '0.path'],
    [{ op: 'copy', from: '/constructor', path: '/a' }, '0.from'],
  ])('U-02 json patch: %j is no operation (%s)', (operation, path) => {
    const issues = JsonPatch.safeParse([operation]).error?.issues.map((issue) => issue.path.join('.'));
    expect(issues).toEqual([path]);
  });
});
