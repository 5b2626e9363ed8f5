import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';

import { checksumsOf, withChecksums } from '../../../../../apps/api/notifications/checksums.ts';
import type { ElementJson } from '../../../../../apps/api/notifications/element-tree.ts';

const md5 = (text: string) => createHash('md5').update(text).digest('hex');
const checksum = (element: ElementJson) => checksumsOf([element])[0]?.checksum;

test.each<[ElementJson, string]>([
  [{ type: 'text', content: 'Hello', color: 'red', if: 'data.x' }, 'Hello'],
  [{ type: 'meta', title: 'T' }, 'T'],
  [{ type: 'action', href: 'https://a.example', content: 'Go', style: 'link' }, 'Go\nhttps://a.example'],
  [{ type: 'image', alt_text: 'A', src: 'https://a.example', width: '5px' }, 'https://a.example\nA'],
  [{ type: 'divider', color: 'red' }, ''],
  [{ type: 'group', elements: [{ type: 'text', content: 'inner' }] }, ''],
  [{ type: 'channel', channel: 'email', raw: { text: 'x' } }, '{"text":"x"}'],
  [
    {
      type: 'text',
      elements: [
        { type: 'string', content: 'a', bold: true },
        { type: 'link', content: 'b', href: 'c' },
      ],
    },
    'a\nb\nc',
  ],
  [{ type: 'list-item', content: 'a', elements: [{ type: 'list', elements: [] }] }, 'a'],
])('§2.6 checksums: of %j is that of %j', (element, text) => {
  expect(checksum(element)).toBe(md5(text));
});

test('§2.6 checksums: come with every element in the order of the content, also inside others, but not with runs', () => {
  const run = { type: 'string', content: 'x' };
  const inner = { id: 'c', type: 'text', elements: [run] };
  const elements = [
    { id: 'a', type: 'divider' },
    { id: 'b', type: 'group', elements: [inner] },
  ];
  expect(checksumsOf(elements).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  expect(withChecksums(elements)[1]).toEqual({
    ...elements[1],
    checksum: md5(''),
    elements: [{ ...inner, checksum: md5('x') }],
  });
});

test('§2.6 checksums: each locale has one of its own', () => {
  const [shown] = withChecksums([{ type: 'text', content: 'a', locales: { fr: { content: 'b' } } }]);
  expect(shown).toMatchObject({ checksum: md5('a'), locales: { fr: { content: 'b', checksum: md5('b') } } });
});
