import { RenderFailure } from '../render-failure.ts';
import type { Rendering } from '../rendering.ts';
import { emailDocument } from './email-document.ts';
import { type EmailFrame, plainFrame } from './email-frame.ts';
import { inlineStyles } from './inline-styles.ts';
import { fits, MOST_BYTES } from './mail-size.ts';

/** What an e-mail says, by itself. */
export interface BareEmail {
  title: string;
  html: string;
  text: string;
  /** Its html is a whole document of the author's own. */
  isDocument: boolean;
}

/** How it is dressed. */
export interface Dressing {
  /** What is around it, if anything. */
  frame?: EmailFrame;
  /** Gives what each part is rendered with. */
  part: () => Rendering;
  /** Told what the mail goes without. */
  warn: (warning: string) => void;
}

/** What it goes without where it would be too large, in the order in which that is tried. */
const WITHOUT_INLINING = 'its styles stay in its head: written on every element they would be too much';
const WITHOUT_BRAND = `it goes without its brand, with which it would have more than ${MOST_BYTES} bytes`;
const WITHOUT_HTML = `it goes as plain text only: its HTML would have more than ${MOST_BYTES} bytes`;

/**
 * An e-mail as it is sent: its HTML within its frame, styles on the elements, at most 102,000 bytes; its text with what the
 * frame's footer says. Whatever is wrong with its looks, there is a mail. docs/adr/0013
 */
export function dressEmail(bare: BareEmail, dressing: Dressing): { html?: string; text: string } {
  const within = bare.isDocument ? undefined : framed(bare, dressing);
  const html = smallEnough(within?.html ?? plain(bare, dressing), bare, dressing);
  const text = [bare.text, within?.text].filter(Boolean).join('\n\n');
  return { ...(html !== undefined && { html }), text };
}

/** Undefined without a frame, or with one that cannot be rendered. */
function framed(
  { title, html }: BareEmail,
  { frame, part, warn }: Dressing,
): { html: string; text: string } | undefined {
  if (!frame) return undefined;
  try {
    return { html: emailDocument({ content: html, title }, frame, part), text: frame.footerText(part()) };
  } catch (error) {
    if (!(error instanceof RenderFailure)) throw error;
    warn(`it goes without its brand, which cannot be rendered: ${error.message}`);
    return undefined;
  }
}

/** On the frame's background, for which the colors of the elements were chosen. */
function plain({ title, html, isDocument }: BareEmail, { frame = plainFrame, part }: Dressing): string {
  const { background, surface } = frame;
  return isDocument ? html : emailDocument({ content: html, title }, { ...plainFrame, background, surface }, part);
}

function smallEnough(full: string, bare: BareEmail, dressing: Dressing): string | undefined {
  const inlined = inlineStyles(full);
  if (inlined !== undefined && fits(inlined)) return inlined;
  if (fits(full)) {
    dressing.warn(WITHOUT_INLINING);
    return full;
  }
  const smallest = plain(bare, dressing);
  const isSmallEnough = fits(smallest);
  dressing.warn(isSmallEnough ? WITHOUT_BRAND : WITHOUT_HTML);
  return isSmallEnough ? smallest : undefined;
}
