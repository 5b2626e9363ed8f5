import { expect, test } from 'vitest';

import { plainTextOf } from '../../../messages/plain-text-of.ts';

test.each([
  ['<h1>Hi</h1><p>a <b>b</b>\n c</p><br>d', 'Hi\na b c\nd'],
  ['<head><title>t</title><style>p{}</style></head><p>x</p><script>if (a < b) {}</script>y', 'x\ny'],
  ['a &amp; b &lt;i&gt; &#39;c&#39; &nbsp;&unknown; &#0;&#1114112;', "a & b <i> 'c'  &unknown;"],
  ['&amp;lt;', '&lt;'],
  ['a < b', 'a < b'],
])('plain text: of %j', (html, text) => {
  expect(plainTextOf(html).trim()).toBe(text);
});

test.each(['<', '<style', '<style>', '<a ', '&#'])('plain text: takes linear time on many %j', (piece) => {
  const start = performance.now();
  plainTextOf(piece.repeat(100_000));
  expect(performance.now() - start).toBeLessThan(5_000);
});
