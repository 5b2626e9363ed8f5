import type { Rendering } from './rendering.ts';

/** Elements ready to be rendered: a block for each that is shown, and for each turn of its loop. */
export interface Blocks {
  html(rendering: Rendering): string[];
  text(rendering: Rendering): string[];
  /** The first that says something. */
  title(rendering: Rendering): string | undefined;
}
