import { expect, test } from 'vitest';

import { openAtEnd } from '../../../../messages/email/open-at-end.ts';

test.each<[string, string | undefined]>([
  ['', undefined],
  ['5 < 6, a <3', undefined],
  ['<style>p{', 'a style element'],
  ['<STYLE media="print">p{} </styles>', 'a style element'],
  ['<style>p{</style >', undefined],
  ['<style>p{</style', 'a style element'],
  ['<style>a</style x="', 'a tag'],
  ['<script>if (a < b) "<!--"</script>', undefined],
  ['<script/>x', 'a script element'],
  ['<title>x', 'a title element'],
  ['<textarea>', 'a textarea element'],
  ['<title>a</title><textarea></textarea><noframes>', 'a noframes element'],
  ['<!-- x', 'a comment'],
  ['<!-- <style> --><p>', undefined],
  ['<!--><p>', undefined],
  ['<!---><p>', undefined],
  ['<!-- a --!><p>', undefined],
  ['<!--[if mso]><table><tr><td><![endif]--><p>', undefined],
  ['<!--[if !mso]><!--><p><!--<![endif]-->', undefined],
  ['<p>a<b', 'a tag'],
  ['<a title="<!-- <style>">x', undefined],
  ["<a title='>", 'a tag'],
  ['<a title= "x>y', 'a tag'],
  ['<p it\'s "so">', undefined],
  ['<a href=x=">', undefined],
  ['<a href=>', undefined],
  ['<a href=x/>', undefined],
  ['<!doctype html>', undefined],
  ['<stylesheet>', undefined],
])('§11.3 email: %j ends inside %s', (html, open) => {
  expect(openAtEnd(html)).toBe(open);
});

test('§11.3 email: the longest of texts are read at once', () => {
  const parts = ['<a ', '<a b="', '<!--', '<!', '<style></style>', '<style>', '= "', "<a ='>", '<a =a=a', '<a = '];
  for (const part of parts) expect(() => openAtEnd(part.repeat(100_000))).not.toThrow();
});
