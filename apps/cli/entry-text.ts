import { cutText } from '../../language/cut-text.ts';
import { isCutShort } from '../../simulation/timeline/is-cut-short.ts';
import type { LocalClock } from '../../simulation/timeline/local-clock.ts';
import type { TimelineEntry, TimelineMessage } from '../../simulation/timeline/timeline.ts';
import { conditionText, toldJudgement } from './condition-text.ts';
import { countText } from './count-text.ts';
import { timeText } from './time-text.ts';

const LONGEST_TEXT = 400;
/** E-mail is told by its text. */
const UNTOLD = 'html';

/** A step of a run, a block of lines. */
export function entryText(entry: TimelineEntry, clock: LocalClock): string[] {
  const { at, order, id, ref, action, status, until } = entry;
  const kind = isCutShort(entry) ? 'was to wait until' : 'until';
  const end = until !== undefined && until > at ? `, ${kind} ${timeText(clock(until))}` : '';
  const title = `${timeText(clock(at))}  ${String(order).padStart(3)}  ${action} ${ref ?? id}  ${status}${end}`;
  return [title, ...reasons(entry).map((line) => `    ${line}`), ...events(entry, clock).map((line) => `    ${line}`)];
}

function reasons({ reason, condition, context }: TimelineEntry): string[] {
  const { branch, variant, warnings = [], violations = [] } = context;
  return [
    ...(reason === undefined ? [] : [reason]),
    ...(condition ? conditionText(condition) : []),
    ...(branch ? [`takes path ${branch.path}${branch.label === undefined ? '' : ` (${branch.label})`}`] : []),
    ...(branch?.judgements ?? []).flatMap((judgement, path) =>
      toldJudgement(judgement).map((line) => `path ${path}: ${line}`),
    ),
    ...(variant === undefined ? [] : [`variant ${variant}`]),
    ...[...warnings, ...violations].map((line) => `note: ${line}`),
  ];
}

function events(
  { fetched = [], listed, recipients = 0, messages = [], batch, invokes }: TimelineEntry,
  clock: LocalClock,
): string[] {
  return [
    ...fetched.map(({ method, url, assumed, status }) => {
      return `${method} ${url}: ${status ?? 'no answer'}${assumed ? ', as assumed' : ', not assumed'}`;
    }),
    ...(listed === undefined ? [] : [toldList(listed, recipients, messages)]),
    ...messages.flatMap((message) => toldMessage(message, clock)),
    ...(batch ? [`over by ${batch.by}, with ${countText(batch.items, 'item')}`] : []),
    ...(invokes ? [`invokes ${invokes.template}`] : []),
  ];
}

function toldList(list: string, recipients: number, messages: readonly TimelineMessage[]): string {
  const shown = new Set(messages.map(({ recipient }) => recipient)).size;
  const part = shown > 0 && shown < recipients ? `, the first ${shown} of them shown` : '';
  return `to list ${list}: ${countText(recipients, 'recipient')}${part}`;
}

function toldMessage(message: TimelineMessage, clock: LocalClock): string[] {
  const { recipient, channel, address, provider, status, reason, error, at, rendered = {} } = message;
  const way = channel ? `${channel} to ${address}${provider ? ` by ${provider}` : ''}` : `to ${recipient}`;
  const why = [reason, error].filter(Boolean).join(', ');
  const parts = Object.entries(rendered).filter(([name]) => name !== UNTOLD);
  return [
    `${way}: ${status}${why ? ` (${why})` : ''} ${timeText(clock(at))}`,
    ...parts.flatMap(([name, text]) => toldPart(name, String(text))),
  ];
}

function toldPart(name: string, text: string): string[] {
  const [first = '', ...others] = cutText(text.trim(), LONGEST_TEXT, '…').split('\n');
  return [`  ${name}: ${first}`, ...others.map((line) => `    ${line}`)];
}
