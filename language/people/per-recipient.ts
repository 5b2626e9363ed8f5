import { isJsonObject, type Json, type JsonObject } from '../json/json.ts';
import { roomLeft } from '../json/room-left.ts';
import type { Problem } from '../problem.ts';

/** How many recipients one message may name, and how many characters all of its copies may take. */
const MOST_RECIPIENTS = 200;
const MOST_CHARACTERS = 2_000_000;

/** A message for one of its recipients, with what makes a problem of it one of the message as written. */
export interface Copy {
  message: Json | undefined;
  place(problem: Problem): Problem;
}

/**
 * A message to several recipients, as one message for each of them: a send to several is as many sends. A `to` that is a
 * reference stays as it is.
 */
export function perRecipient(message: Json | undefined): Copy[] | Problem {
  const to = isJsonObject(message) ? message.to : undefined;
  if (!isJsonObject(message) || !Array.isArray(to)) return [{ message, place: (problem) => problem }];
  const path = 'message.to';
  if (to.length === 0) return { path, message: 'names no recipient' };
  if (to.length > MOST_RECIPIENTS) return { path, message: `names more than ${MOST_RECIPIENTS} recipients` };
  if (isTooMuch(message, to.length)) return { path, message: 'names too many recipients for so long a message' };
  return to.map((recipient, index) => ({ message: { ...message, to: recipient }, place: placeOf(index) }));
}

/** Each copy is a message of its own, stored with its run. */
function isTooMuch({ to: _, ...message }: JsonObject, copies: number): boolean {
  return roomLeft(message, MOST_CHARACTERS / copies) < 0;
}

function placeOf(index: number): Copy['place'] {
  return ({ path, message }) => ({ path: path.replace(/^message\.to(?=\.|$)/, `$&.${index}`), message });
}
