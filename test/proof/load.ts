import type { Asked, AskedMessage, AskedStep } from './checker/wire.ts';
import { type Environment, environments } from './environments.ts';
import { lists } from './people.ts';
import type { Random } from './random.ts';

/** One thing a client does, and perhaps the cancel of it. */
export interface Errand {
  /** Milliseconds after the beginning. */
  atMs: number;
  environment: Environment;
  key: string;
  path: '/automations/invoke' | '/send';
  body: Asked;
  /** So long after the answer its run is canceled. */
  cancel?: { by: 'run' | 'token'; afterMs: number };
}

const EVERY_MS = { least: 150, most: 550 };

/** The errands of so many milliseconds, the same for the same random numbers. */
export function loadOf(random: Random, durationMs: number): Errand[] {
  const errands: Errand[] = [];
  for (let atMs = 0; atMs < durationMs; atMs += random.between(EVERY_MS.least, EVERY_MS.most)) {
    const number = errands.length;
    const shape = random.pick(deck);
    errands.push({ atMs, environment: random.pick(environments), key: `request-${number}`, ...shape(number, random) });
  }
  return errands;
}

type Shape = (number: number, random: Random) => Pick<Errand, 'path' | 'body' | 'cancel'>;

/** What clients ask for; the lists are few, since each is many mails. */
const shapes: [number, Shape][] = [
  [4, (number) => invoke([send(number, 0)])],
  [5, (number, random) => invoke([send(number, 0), wait(random.between(1, 4)), send(number, 1)])],
  [2, (number) => invoke([send(number, 0), { action: 'delay', duration: '1 day' }, send(number, 1)])],
  [3, canceledAsleep],
  [4, canceledInARace],
  [1, (number, random) => invoke([wait(random.between(1, 2)), sendList(number, random)])],
  [1, (number, random) => invoke([sendList(number, random)])],
  [4, (number) => ({ path: '/send', body: { message: messageOf(number, 0) } })],
  [1, sendToSeveral],
];
const deck = shapes.flatMap(([weight, shape]) => Array<Shape>(weight).fill(shape));

function invoke(steps: AskedStep[]): ReturnType<Shape> {
  return { path: '/automations/invoke', body: { automation: { steps } } };
}

/** Canceled by its id in the middle of a long sleep. */
function canceledAsleep(number: number, random: Random): ReturnType<Shape> {
  const steps = [send(number, 0), { action: 'delay', duration: '1 hour' }, send(number, 1)];
  return { ...invoke(steps), cancel: { by: 'run', afterMs: random.between(0, 4_000) } };
}

/** Canceled by its token about when it wakes; a busy machine wakes it late. */
function canceledInARace(number: number, random: Random): ReturnType<Shape> {
  const seconds = random.between(1, 3);
  const steps = [wait(seconds), send(number, 0), wait(1), send(number, 1)];
  const automation = { cancelation_token: `token-${number}`, steps };
  const afterMs = Math.max(0, seconds * 1_000 + random.between(-200, 2_500));
  return { path: '/automations/invoke', body: { automation }, cancel: { by: 'token', afterMs } };
}

function sendToSeveral(number: number): ReturnType<Shape> {
  const to = [0, 1, 2].map((place) => recipientOf(number, place));
  return { path: '/send', body: { message: { ...messageOf(number, 0), to } } };
}

function send(number: number, order: number): AskedStep {
  return { action: 'send', message: messageOf(number, order) };
}

function sendList(number: number, random: Random): AskedStep {
  const { to: _, ...message } = messageOf(number, 0);
  return { action: 'send-list', list: random.pick(lists).id, message };
}

function wait(seconds: number): AskedStep {
  return { action: 'delay', duration: `${seconds} seconds` };
}

/** The subject says of which request and which step the mail is. */
function messageOf(number: number, order: number): AskedMessage & { content: object } {
  const content = { title: `r${number} s${order}`, body: 'Nothing lost, nothing doubled.' };
  return { to: recipientOf(number, order), content };
}

function recipientOf(number: number, place: number): { user_id: string; email: string } {
  const user_id = `user-${number}-${place}`;
  return { user_id, email: `${user_id}@proof.example` };
}
