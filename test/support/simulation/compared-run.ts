import type { StepContext } from '../../../activities/ports/statuses.ts';
import type { Timeline, TimelineMessage } from '../../../simulation/timeline/timeline.ts';
import type { Engine } from '../engine.ts';

type ComparedMessage = { [Field in keyof Omit<TimelineMessage, 'at'>]?: TimelineMessage[Field] };

/** What a real run and a simulated one are to have in common. */
export interface ComparedRun {
  status: string;
  steps: { id: string; action: string; status: string; context: StepContext; messages: ComparedMessage[] }[];
  /**
   * Instants that may differ by the time that a real step takes: of the steps, of their waits' ends, of their messages, but
   * for those to lists and those that were canceled, which a real run tells by the computer's clock. Of a batch that is over, a
   * real run shows until when it waited at first; when it was over, the next step's instant tells. The last one is that of the run's end.
   */
  instants: number[];
}

const STEPS = `
SELECT "order", step_id AS id, action, status, context, (extract(epoch FROM created_at) * 1000)::float8 AS at
FROM run_step WHERE run_id = $1 ORDER BY "order"`;

const MESSAGES = `
SELECT m.step_order AS "order", m.id, m.recipient, m.status, m.reason, m.error, (m.history -> -1 ->> 'ts')::float8 AS at,
  d.channel, d.address, d.rendered,
  (SELECT provider FROM attempt a WHERE a.message_id = m.id AND a.channel = d.channel ORDER BY number DESC LIMIT 1) AS provider
FROM message m LEFT JOIN delivery d ON d.message_id = m.id
WHERE m.run_id = $1 ORDER BY m.recipient, d.channel`;

interface StepRow {
  order: number;
  id: string;
  action: string;
  status: string;
  context: StepContext;
  at: number;
}

type MessageRow = { order: number } & { [Field in keyof TimelineMessage]: TimelineMessage[Field] | null };

/** A real run as its rows tell of it. */
export async function realRun(
  { client, database }: Pick<Engine, 'client' | 'database'>,
  runId: string,
): Promise<ComparedRun> {
  const [run] = await database.query<{ status: string }>('SELECT status FROM run WHERE id = $1', [runId]);
  const steps = await database.query<StepRow>(STEPS, [runId]);
  const messages = await database.query<MessageRow>(MESSAGES, [runId]);
  const { closeTime } = await client.workflow.getHandle(runId).describe();
  return {
    status: run?.status ?? '',
    steps: steps.map(({ order, id, action, status, context }) => {
      const own = messages.filter((message) => message.order === order).map(comparedMessage);
      return { id, action, status, context: comparedContext(context), messages: own };
    }),
    instants: [
      ...steps.flatMap(({ order, action, at, status, context }) => [
        at,
        ...(context.wakes_at && !isBatchOver({ action, status }) ? [Date.parse(context.wakes_at)] : []),
        ...(action === 'send' ? messages : [])
          .filter((message) => message.order === order && message.status !== 'CANCELED')
          .map(({ at: told }) => told ?? 0),
      ]),
      closeTime?.getTime() ?? Number.NaN,
    ],
  };
}

/** A simulated run in the same words. */
export function simulatedRun({ run, entries }: Timeline): ComparedRun {
  const told = entries.map(({ messages = [], ...entry }) => ({ ...entry, messages: messages.toSorted(byRecipient) }));
  return {
    status: run.status,
    steps: told.map(({ id, action, status, reason, condition, context, messages }) => {
      const named = condition && ('expression' in condition ? { condition } : { conditions: condition });
      const shown = comparedContext({ ...context, ...(reason !== undefined && { reason }), ...named });
      return { id, action, status, context: shown, messages: messages.map(comparedMessage) };
    }),
    instants: [
      ...told.flatMap(({ at, until, messages, action, status }) => [
        at,
        ...(until !== undefined && action !== 'send' && !isBatchOver({ action, status }) ? [until] : []),
        ...(action === 'send' ? messages : [])
          .filter((message) => message.status !== 'CANCELED')
          .map((message) => message.at),
      ]),
      run.endedAt,
    ],
  };
}

function isBatchOver({ action, status }: { action: string; status: string }): boolean {
  return action === 'batch' && status === 'PROCESSED';
}

/** Names of others are made of their run's id. */
function comparedContext({ wakes_at: _, run_id: started, ...context }: StepContext): StepContext {
  return { ...context, ...(started && { run_id: 'another run' }) };
}

function comparedMessage({ at: _, ...message }: MessageRow | TimelineMessage): ComparedMessage {
  const { id: __, order: ___, ...told } = message as MessageRow & { id?: string };
  const recipient = told.recipient?.replace(/^anon_.*/, 'anonymous');
  return Object.fromEntries(Object.entries({ ...told, recipient }).filter(([, value]) => value != null));
}

/** As the database orders text. */
function byRecipient(one: TimelineMessage, other: TimelineMessage): number {
  const keyOf = ({ recipient, channel = '' }: TimelineMessage) => `${recipient} ${channel}`;
  return keyOf(one) < keyOf(other) ? -1 : 1;
}

/** Real time passes between the steps of the one only. */
const TOLERANCE_MS = 60_000;

/** Instants of a real run that are others in the simulated one. */
export function instantsApart(real: readonly number[], simulated: readonly number[]): number[] {
  return real.filter((at, index) => !(Math.abs(at - (simulated[index] ?? Number.NaN)) < TOLERANCE_MS));
}
