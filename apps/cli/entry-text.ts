import { cutText } from '../../language/cut-text.ts';
import { isCutShort } from '../../simulation/timeline/is-cut-short.ts';
import type { TimelineEntry, TimelineMessage } from '../../simulation/timeline/timeline.ts';
import { conditionText, judgementText } from './condition-text.ts';
import { countText } from './count-text.ts';
import type { TimeText } from './time-text.ts';

const LONGEST_TEXT = 400;
/** E-mail is told by its text. */
const UNTOLD = 'html';

/** A step of a run, a block of lines. */
export function entryText(entry: TimelineEntry, timeText: TimeText): string[] {
  const { at, order, id, ref, action, status } = entry;
  const title = `${timeText(at)}  ${String(order).padStart(3)}  ${action} ${ref ?? id}  ${status}`;
  const lines = [...wait(entry, timeText), ...reasons(entry), ...events(entry, timeText)];
  return [title, ...lines.map((line) => `    ${line}`)];
}

function wait(entry: TimelineEntry, timeText: TimeText): string[] {
  const { at, until = at } = entry;
  return until > at ? [`${isCutShort(entry) ? 'was to wait until' : 'until'} ${timeText(until)}`] : [];
}

function reasons({ reason, condition, context }: TimelineEntry): string[] {
  const { branch, variant, warnings = [], violations = [] } = context;
  return [
    ...(reason === undefined ? [] : [reason]),
    ...(condition ? conditionText(condition) : []),
    ...(branch ? [`takes path ${branch.path}${branch.label === undefined ? '' : ` (${branch.label})`}`] : []),
    ...(branch?.judgements ?? []).flatMap((judgement, path) =>
      judgementText(judgement).map((line) => `path ${path}: ${line}`),
    ),
    ...(variant === undefined ? [] : [`variant ${variant}`]),
    ...[...warnings, ...violations].map((line) => `note: ${line}`),
  ];
}

function events(entry: TimelineEntry, timeText: TimeText): string[] {
  const { at, fetched = [], listed, recipients = 0, messages = [], batch, invokes } = entry;
  // When it came to a message's end is told where the step was come to at another time.
  const later = (end: number) => (timeText(end) === timeText(at) ? '' : ` ${timeText(end)}`);
  return [
    ...fetched.map(({ method, url, assumed, status }) => {
      return `${method} ${url}: ${status ?? 'no answer'}${assumed ? ', as assumed' : ', not assumed'}`;
    }),
    ...(listed === undefined ? [] : [listText(listed, recipients, messages)]),
    ...messages.flatMap((message) => messageText(message, later(message.at))),
    ...(batch ? [`over by ${batch.by}, with ${countText(batch.items, 'item')}`] : []),
    ...(invokes ? [`invokes ${invokes.template}`] : []),
  ];
}

function listText(list: string, recipients: number, messages: readonly TimelineMessage[]): string {
  const shown = new Set(messages.map(({ recipient }) => recipient)).size;
  const part = shown > 0 && shown < recipients ? `, the first ${shown} of them shown` : '';
  return `to list ${list}: ${countText(recipients, 'recipient')}${part}`;
}

function messageText(message: TimelineMessage, time: string): string[] {
  const { recipient, channel, address, provider, status, reason, error, rendered = {} } = message;
  const way = channel ? `${channel} to ${address}${provider ? ` by ${provider}` : ''}` : `to ${recipient}`;
  const why = [reason, error].filter(Boolean).join(', ');
  const parts = Object.entries(rendered).filter(([name]) => name !== UNTOLD);
  return [
    `${way}: ${status}${why ? ` (${why})` : ''}${time}`,
    ...parts.flatMap(([name, text]) => partText(name, String(text))),
  ];
}

function partText(name: string, text: string): string[] {
  const [first = '', ...others] = cutText(text.trim(), LONGEST_TEXT, '…').split('\n');
  return [`  ${name}: ${first}`, ...others.map((line) => `    ${line}`)];
}
