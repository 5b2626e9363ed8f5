import type { CaseFile } from './case-file.ts';
import { messageNamed, type Request } from './requests.ts';
import type { Start } from './starts.ts';

/** A cancel that was answered with yes. */
export interface Cancel {
  request: Request;
  /** When its client had read the answer. */
  returnedAt: number;
}

/** Cancels of runs, by their id or by a token. */
export function runCancels(requests: readonly Request[]): Cancel[] {
  return acceptedOf(requests.filter(isRunCancel));
}

/** Cancels of the one message that a request to send is. */
export function messageCancels(start: Start, { requests }: Pick<CaseFile, 'requests'>): Cancel[] {
  return acceptedOf(requests.filter((request) => isOfMessage(start, request)));
}

/** Whether the cancel is of this run, which was known to be accepted before the cancel was asked for. */
export function isMeant(start: Start, { request }: Cancel): boolean {
  const { acceptedAt } = start;
  return acceptedAt !== undefined && acceptedAt <= request.askedAt && isOfRun(start, request);
}

/** Whether anybody wanted this run, or this message, to be canceled: who was not answered may have been obeyed. */
export function isCancelAsked(start: Start, { requests }: Pick<CaseFile, 'requests'>): boolean {
  return requests.some((request) => isOfMessage(start, request) || (isRunCancel(request) && isOfRun(start, request)));
}

function isRunCancel({ path }: Request): boolean {
  return path === '/automations/cancel';
}

function isOfRun({ environment, id, token }: Start, { environment: place, body }: Request): boolean {
  if (environment !== place) return false;
  return body.run_id === undefined ? token !== undefined && token === body.cancelation_token : id === body.run_id;
}

function isOfMessage({ environment, kind, id }: Start, request: Request): boolean {
  const isHere = kind === 'send' && id !== undefined && environment === request.environment;
  return isHere && messageNamed(request, 'cancel') === id;
}

function acceptedOf(requests: readonly Request[]): Cancel[] {
  return requests.flatMap((request) => (request.accepted ? [{ request, returnedAt: request.accepted.endedAt }] : []));
}
