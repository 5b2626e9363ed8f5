import { cutText } from '../cut-text.ts';

/** Temporal shows at most 200 bytes or so on a line. */
const LONGEST_LABEL = 80;

/** What a step is about, as its plan has it. */
export function shortLabel(label: string | undefined): { label?: string } {
  return label ? { label: cutText(label, LONGEST_LABEL) } : {};
}
