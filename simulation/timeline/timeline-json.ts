import type { JsonObject } from '../../language/json/json.ts';
import { cutToSize } from './cut-to-size.ts';
import { isCutShort } from './is-cut-short.ts';
import { type LocalClock, localClock } from './local-clock.ts';
import type { Timeline, TimelineEntry, TimelineMessage } from './timeline.ts';
import type { AnsweredEntry, TimelineAnswer } from './timeline-answer.ts';

type Message = NonNullable<AnsweredEntry['messages']>[number];

/** A timeline as it goes over the wire and into files, in at most 5 MB. */
export function timelineJson(timeline: Timeline): JsonObject {
  const { kind, run, zone, entries, cost, warnings, assumptionsNeeded, isShort } = timeline;
  const { status, reason, startedAt, endedAt } = run;
  const clock = localClock(zone);
  const whole: TimelineAnswer = {
    run: { status, reason, started_at: instant(startedAt), ended_at: instant(endedAt) },
    timeline: entries.map((entry) => shownEntry(entry, kind, clock)),
    cost,
    warnings,
    assumptions_needed: assumptionsNeeded,
  };
  // What is absent has no place in JSON.
  return JSON.parse(JSON.stringify(cutToSize(whole, isShort))) as JsonObject;
}

function shownEntry(entry: TimelineEntry, kind: Timeline['kind'], clock: LocalClock): AnsweredEntry {
  const { at, id, ref, order, action, status, reason, condition, until, messages, context, batch } = entry;
  const { listed, recipients, fetched, invokes } = entry;
  return {
    at: instant(at),
    local: clock(at),
    order,
    ...(kind === 'journey' ? { node_id: id, type: action } : { step_id: id, ref, action }),
    status,
    reason,
    condition,
    listed,
    recipients,
    fetched,
    ...(batch && { batch: { items: batch.items, ended_by: batch.by } }),
    invokes,
    ...(until !== undefined && shownEnd(until, isCutShort(entry), clock)),
    context: Object.keys(context).length > 0 ? { ...context } : undefined,
    messages: messages?.map((message) => shownMessage(message, clock)),
  };
}

function shownEnd(until: number, isShort: boolean, clock: LocalClock): Partial<AnsweredEntry> {
  const [at, local] = [instant(until), clock(until)];
  return isShort ? { planned_until: at, planned_until_local: local } : { until: at, until_local: local };
}

function shownMessage({ at, ...message }: TimelineMessage, clock: LocalClock): Message {
  return { ...message, at: instant(at), local: clock(at) };
}

function instant(at: number): string {
  return new Date(at).toISOString();
}
