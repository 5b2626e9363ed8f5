import { setTimeout } from 'node:timers/promises';

/** A request to a server that somebody else named. */
export interface OutboundRequest {
  /** Upper case. */
  method: string;
  url: URL;
  /** Well-formed already. */
  headers: Readonly<Record<string, string>>;
  body?: string;
  /** For all of it: finding the server, redirects, and the last byte of the answer. */
  timeoutMs: number;
  /** Of the answer's body once it is decompressed. */
  maxBytes: number;
}

/** How a request ended. Reasons name neither the server nor anything that it said. */
export type OutboundAnswer =
  /** The whole answer of the last server, whatever its status; header names in lower case. */
  | { kind: 'answered'; status: number; headers: Readonly<Record<string, string>>; body: Uint8Array }
  /** The server answered, with more than `maxBytes`; the body was not read to its end. */
  | { kind: 'oversized'; status: number }
  /** It may not be sent there, or a redirect not be followed: another try would be refused as well. */
  | { kind: 'refused'; reason: string }
  /** No whole answer came. Once it `mayHaveArrived`, nobody knows whether the server acted on it. */
  | { kind: 'unanswered'; reason: string; mayHaveArrived: boolean };

/** The time of tries, in milliseconds. */
export interface Clock {
  now(): number;
  pause(ms: number): Promise<unknown>;
}

/** The one way in which anything leaves over HTTP to a place that users choose. A-40, N-32 */
export abstract class Outbound {
  /** Never throws: whatever happens is an answer. */
  abstract send(request: OutboundRequest): Promise<OutboundAnswer>;

  /** What the pauses between tries are taken from. */
  readonly clock: Clock = { now: Date.now, pause: setTimeout };
}
