import type { Rendering } from '../rendering.ts';

/** What is around the content of an e-mail. Colors and width are in the form that a style and an attribute take. */
export interface EmailFrame {
  /** In pixels. */
  width: number;
  background: string;
  /** Behind the content. */
  surface: string;
  /** HTML for the end of the head. */
  head(rendering: Rendering): string;
  /** HTML above the content. */
  header(rendering: Rendering): FramePart;
  /** HTML below it. */
  footer(rendering: Rendering): FramePart;
  /** What the footer says, for the plain-text part. */
  footerText(rendering: Rendering): string;
}

/** Where a piece of a frame stands: rows of the table that holds the content, rows of the table around, or across the window. */
export type FramePart = { [Place in 'inside' | 'outside' | 'across']?: string };

const NOTHING = () => '';

/** The frame of a mail without a brand. */
export const plainFrame: EmailFrame = {
  width: 600,
  background: '#f3f4f6',
  surface: '#ffffff',
  head: NOTHING,
  header: () => ({}),
  footer: () => ({}),
  footerText: NOTHING,
};
