import { localClock } from '../../simulation/timeline/local-clock.ts';
import type { Timeline, Warning } from '../../simulation/timeline/timeline.ts';
import { countText } from './count-text.ts';
import { entryText } from './entry-text.ts';
import { oneLine } from './one-line.ts';
import { timeText } from './time-text.ts';

/** A timeline as a person reads it on a terminal, in the recipient's time. */
export function timelineText({ run, zone, entries, cost, warnings, assumptionsNeeded }: Timeline): string {
  const clock = localClock(zone);
  const reason = run.reason === undefined ? '' : ` (${run.reason})`;
  const lines = [
    ...entries.flatMap((entry) => [...entryText(entry, clock), '']),
    `The run ends ${run.status}${reason} ${timeText(clock(run.endedAt))}.`,
    `In Temporal it costs ${countText(cost.events, 'event')} and ${countText(cost.actions, 'action')}.`,
    ...titled('Warnings:', warnings),
    ...titled('Assumptions needed:', assumptionsNeeded),
  ];
  return `${lines.map(oneLine).join('\n')}\n`;
}

function titled(title: string, remarks: readonly Warning[]): string[] {
  const lines = remarks.map(({ step, message }) => `  ${step === undefined ? '' : `${step}: `}${message}`);
  return lines.length > 0 ? ['', title, ...lines] : [];
}
