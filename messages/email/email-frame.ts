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
  /** Rows above the content: of its own table, or of one before it. */
  header(rendering: Rendering): { inside?: string; outside?: string };
  /** Rows below it: of a table as wide as the content's, or across the window. */
  footer(rendering: Rendering): { outside?: string; across?: string };
  /** What the footer says, for the plain-text part. */
  footerText(rendering: Rendering): string;
}

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
