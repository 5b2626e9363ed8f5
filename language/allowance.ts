import { EvaluationFailed, type Value } from './expression/evaluation.ts';
import { roomLeft } from './json/room-left.ts';

/** In characters of JSON; a request holds 6 million, and a reference of 15 can stand for nearly all of them. */
const MOST_CHARACTERS = 16_000_000;

/** What the references of one step may stand for, all together: a thousand to one large list would exhaust the worker. */
export class Allowance {
  #room = MOST_CHARACTERS;

  /** The value, if there is still room for it. */
  spend(value: Value): Value {
    this.#room = roomLeft(value, this.#room);
    if (this.#room < 0) throw new EvaluationFailed('the references stand for too much text');
    return value;
  }
}
