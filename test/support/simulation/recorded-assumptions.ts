import { Assumptions } from '../../../simulation/assumptions/assumptions.ts';
import { assumedEvents, type HappenedEvent } from './assumed-events.ts';
import type { RecordedCall, RecordedRun } from './recorded-run.ts';

/** What a run met, as far as its history tells: how it was answered, where it was stopped, who came, and who ended it. */
export function recordedAssumptions({ calls, skeleton, canceledAt, releasedAt }: RecordedRun): Assumptions {
  const fetched = calls.filter(({ order }) => skeleton.steps[order]?.action.startsWith('fetch'));
  const answered = fetched.filter(({ outcome }) => outcome.kind !== 'skipped');
  const throttled = calls.filter(({ outcome }) => outcome.kind === 'throttled');
  const canceled: HappenedEvent[] = canceledAt === undefined ? [] : [{ type: 'cancel', at: canceledAt }];
  return Assumptions.parse({
    fetches: Object.fromEntries(
      answered.map(({ order, outcome }) => [order, { status: outcome.kind === 'missed' ? 404 : 200 }]),
    ),
    throttled: throttled.map(({ order }) => String(order)),
    events: assumedEvents([...canceled, ...cameTo(calls, releasedAt)]),
  });
}

/** Whoever came put the end of the batch off, or was the last that it took. */
function cameTo(calls: readonly RecordedCall[], releasedAt?: number): HappenedEvent[] {
  const gathered = calls.flatMap(({ order, at, outcome }) =>
    outcome.kind === 'gathers' ? [{ order, at, until: outcome.until }] : [],
  );
  const [first] = gathered;
  if (!first) return [];
  const came = gathered.slice(1).map(({ until }) => first.at + until - first.until);
  const all = releasedAt === undefined ? came : [...came, releasedAt];
  return all.map((at) => ({ type: 'batch_member', node: String(first.order), at }));
}
