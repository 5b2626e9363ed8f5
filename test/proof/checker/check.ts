import { openCase, type Rule, type Violation } from './case-file.ts';
import type { Evidence } from './evidence.ts';
import { type Figures, figuresOf } from './figures.ts';
import { afterCancel } from './rules/after-cancel.ts';
import { afterMessageCancel } from './rules/after-message-cancel.ts';
import { answer } from './rules/answer.ts';
import { doubled } from './rules/doubled.ts';
import { lost } from './rules/lost.ts';
import { stranger } from './rules/stranger.ts';
import { wentBack } from './rules/went-back.ts';

export interface Verdict {
  /** Empty where every promise was kept. */
  violations: Violation[];
  figures: Figures;
}

const rules: Rule[] = [lost, doubled, afterCancel, afterMessageCancel, wentBack, stranger, answer];

/**
 * Judges a round by what its clients and its mail servers wrote down, and by nothing else: it shares no code with the
 * product or with the tests.
 */
export function check(evidence: Evidence): Verdict {
  const file = openCase(evidence);
  return { violations: rules.flatMap((rule) => rule(file)), figures: figuresOf(file) };
}
