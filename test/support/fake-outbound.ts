import { Outbound, type OutboundAnswer, type OutboundRequest } from '../../activities/ports/outbound.ts';

/** What a server says, as JSON unless it is text or bytes already. */
export function answered(body: unknown, status = 200, headers: Record<string, string> = {}): OutboundAnswer {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { kind: 'answered', status, headers, body: body instanceof Uint8Array ? body : Buffer.from(text ?? '') };
}

/** A world outside that answers as it was told, and remembers what it was asked. */
export class FakeOutbound extends Outbound {
  readonly requests: OutboundRequest[] = [];

  /** @param answer Gives the answer to the request; `tries` counts those before it. */
  constructor(readonly answer: (request: OutboundRequest, tries: number) => OutboundAnswer = () => answered({})) {
    super();
  }

  async send(request: OutboundRequest): Promise<OutboundAnswer> {
    this.requests.push(request);
    return this.answer(request, this.requests.length - 1);
  }
}
