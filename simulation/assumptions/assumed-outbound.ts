import { Outbound, type OutboundAnswer, type OutboundRequest } from '../../activities/ports/outbound.ts';
import type { Fetched } from '../timeline/timeline.ts';
import type { Turn } from '../turn.ts';
import type { Outside } from '../world.ts';
import type { AssumedAnswer } from './assumptions.ts';

const EMPTY: AssumedAnswer = { status: 200, body: {}, headers: {} };

/** What comes with these has no body, whatever the server writes. */
const WITHOUT_BODY = new Set([204, 304]);

interface Surroundings {
  outside?: Outside;
  /** Why a URL may not be called; absent: every one may. */
  refusal?: (url: URL) => string | undefined;
}

/** Servers that answer as was assumed, and a success without content where nothing was; nothing leaves. */
export class AssumedOutbound extends Outbound {
  /** What was asked, by the order of the step that did. */
  readonly asked = new Map<number, Fetched[]>();
  /** Pauses between tries take no time. */
  override readonly clock = { now: () => 0, pause: async () => {} };

  constructor(
    /** By the order of their step. */
    readonly answers: ReadonlyMap<number, readonly AssumedAnswer[]>,
    readonly surroundings: Surroundings = {},
    readonly turn: Turn = { order: 0 },
  ) {
    super();
  }

  async send(request: OutboundRequest): Promise<OutboundAnswer> {
    const { outside, refusal } = this.surroundings;
    const reason = refusal?.(request.url);
    if (reason !== undefined) return { kind: 'refused', reason };
    const tries = this.asked.get(this.turn.order) ?? [];
    const given = this.answers.get(this.turn.order);
    const answer =
      outside?.answer?.(request) ?? answerOf(given?.[Math.min(tries.length, given.length - 1)] ?? EMPTY, request);
    const assumed = given !== undefined || outside?.answer !== undefined;
    const status = 'status' in answer ? { status: answer.status } : {};
    this.asked.set(this.turn.order, [...tries, { url: request.url.href, method: request.method, assumed, ...status }]);
    return answer;
  }
}

/** What a request comes to whose server answers so. */
function answerOf(assumed: AssumedAnswer, { maxBytes }: OutboundRequest): OutboundAnswer {
  if (assumed.error !== undefined) return { kind: 'unanswered', reason: assumed.error, mayHaveArrived: true };
  const { status, body, headers } = assumed;
  const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  const bytes = new TextEncoder().encode(WITHOUT_BODY.has(status) ? '' : JSON.stringify(body));
  if (bytes.length > maxBytes) return { kind: 'oversized', status };
  return { kind: 'answered', status, headers: Object.fromEntries(named), body: bytes };
}
