import { expect, test } from 'vitest';

import { plainTextOf } from '../../../messages/plain-text-of.ts';

test.each([
  ['<h1>Hi</h1><p>a <b>b</b>\n c</p><br>d', 'Hi\na b c\nd'],
  ['<head><title>t</title><style>p{}</style></head><p>x</p><script>if (a < b) {}</script>y', 'x\ny'],
  ['a &amp; b &lt;i&gt; &#39;c&#39; &nbsp;&unknown; &#0;&#1114112;', "a & b <i> 'c'  &unknown;"],
  ['&amp;lt;', '&lt;'],
  ['a < b', 'a < b'],
  ['<a href="https://x.io/?a=1&amp;b=2">see <b>this</b></a>.', 'see this (https://x.io/?a=1&b=2).'],
  [
    "<a class=x href='https://x.io'>https://x.io</a> <a href=https://y.io><img alt='Y' src=z></a>",
    'https://x.io Y (https://y.io)',
  ],
  ['<a href="javascript:x">no</a> <a data-href="https://x.io">no</a> <a name=x>no</a> </a>', 'no no no'],
  ['<a href="https://x.io"></a><a href="https://x.io"><a href="https://y.io">y</a>', 'https://x.ioy (https://y.io)'],
  ['<ul>\n <li>a</li>\n <li>\n<p>b</p></li></ul>c', '- a\n- b\nc'],
])('plain text: of %j', (html, text) => {
  expect(plainTextOf(html).trim()).toBe(text);
});

test.each(['<', '<style', '<style>', '<a ', '&#', '<a href=', '<a href=x>', '<li>', '\n- '])(
  'plain text: takes linear time on many %j',
  (piece) => {
    plainTextOf(piece.repeat(100_000));
  },
);
