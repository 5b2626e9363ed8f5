import juice from 'juice/client.js';

import { stylingEffort } from './styling-effort.ts';

/** It would take the braces of other template languages for code, at a price that grows with their number. */
juice.codeBlocks.EJS = juice.codeBlocks.HBS = { start: '(?!)', end: '' };

const STYLE = /(<style\b[^>]*>)([\s\S]*?)(<\/style\s*>)/gi;
const MOST_STYLES = 50;
/** About a second's work. */
const MOST_EFFORT = 1_000_000;

const OPTIONS: juice.Options = {
  decodeStyleAttributes: true,
  // What says `var(…)` to itself would be followed forever.
  resolveCSSVariables: false,
  applyWidthAttributes: false,
  applyHeightAttributes: false,
  applyAttributesTableElements: false,
};

/**
 * The document with the rules of its `<style>` elements written on the elements that they are for, since mail programs may drop
 * the former. What cannot stand on an element (media queries, fonts, `:hover`) stays. Nothing is fetched.
 * Undefined where that would take too long, or the document is none that can be read.
 */
export function inlineStyles(html: string): string | undefined {
  const styles = html.split(/<style\b/i).length - 1;
  if (styles === 0) return html;
  if (styles > MOST_STYLES) return undefined;
  const rules: string[] = [];
  // The reader of rules goes over every run of blanks from each of its characters.
  const tidy = html.replace(STYLE, (_, open: string, css: string, close: string) => {
    rules.push(css.replace(/\s+/g, ' '));
    return `${open}${rules.at(-1)}${close}`;
  });
  if (stylingEffort(html.replace(STYLE, ''), rules.join('\n')) > MOST_EFFORT) return undefined;
  try {
    return juice(tidy, OPTIONS);
  } catch {
    return undefined;
  }
}
