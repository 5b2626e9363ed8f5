import { localClock } from '../../simulation/timeline/local-clock.ts';
import type { Timeline } from '../../simulation/timeline/timeline.ts';
import { entryText } from './entry-text.ts';
import { timeText } from './time-text.ts';

/** A timeline as a person reads it on a terminal, in the recipient's time. */
export function timelineText({ run, zone, entries, cost, warnings, assumptionsNeeded }: Timeline): string {
  const clock = localClock(zone);
  const reason = run.reason === undefined ? '' : ` (${run.reason})`;
  const lines = [
    ...entries.flatMap((entry) => [...entryText(entry, clock), '']),
    `The run ends ${run.status}${reason} ${timeText(clock(run.endedAt))}.`,
    `In Temporal it costs ${cost.events} events and ${cost.actions} actions.`,
    ...titled(
      'Look at:',
      warnings.map(({ step, message }) => (step === undefined ? message : `${step}: ${message}`)),
    ),
    ...titled(
      'Not said, so something was taken for granted:',
      assumptionsNeeded.map(({ message }) => message),
    ),
  ];
  return `${lines.map(oneLine).join('\n')}\n`;
}

function titled(title: string, lines: string[]): string[] {
  return lines.length > 0 ? ['', title, ...lines.map((line) => `  ${line}`)] : [];
}

/** What an author named with a line break would pass for a line of ours. */
function oneLine(line: string): string {
  return line.replaceAll(/[\t-\r]+/g, ' ').trimEnd();
}
