import type { Timeline, Warning } from '../../simulation/timeline/timeline.ts';
import { countText } from './count-text.ts';
import { entryText } from './entry-text.ts';
import { oneLine } from './one-line.ts';
import { timeTextOf } from './time-text.ts';
import { wrapLine } from './wrap-line.ts';

/** A timeline as a person reads it on a terminal, in the recipient's time and in 80 columns where words are not longer. */
export function timelineText({ run, zone, entries, cost, warnings, assumptionsNeeded }: Timeline): string {
  const timeText = timeTextOf(zone, run.startedAt);
  const reason = run.reason === undefined ? '' : ` (${run.reason})`;
  const lines = [
    `Times of ${zone}`,
    '',
    ...entries.flatMap((entry) => [...entryText(entry, timeText), '']),
    `The run ends ${run.status}${reason} ${timeText(run.endedAt)}.`,
    `In Temporal it costs ${countText(cost.events, 'event')} and ${countText(cost.actions, 'action')}.`,
    ...titled('Warnings:', warnings),
    ...titled('Assumptions needed:', assumptionsNeeded),
  ];
  return `${lines.map(oneLine).flatMap(wrapLine).join('\n')}\n`;
}

function titled(title: string, remarks: readonly Warning[]): string[] {
  const lines = remarks.map(({ step, message }) => `  ${step === undefined ? '' : `${step}: `}${message}`);
  return lines.length > 0 ? ['', title, ...lines] : [];
}
