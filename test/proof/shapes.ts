import type { AskedMessage, AskedRecipient, AskedStep } from './checker/wire.ts';
import type { Errand } from './errand.ts';
import { FOLLOW_UP, lists } from './people.ts';
import type { Random } from './random.ts';

/** What the errand of that number asks for. */
export type Shape = (number: number, random: Random) => Omit<Errand, 'atMs' | 'environment' | 'key'>;

/** What clients ask for, and how often; the lists are few, since each is many mails. */
export const shapes: [number, Shape][] = [
  [4, (number) => invoke([send(number, 0)])],
  [5, (number, random) => invoke([send(number, 0), wait(random.between(1, 4)), send(number, 1)])],
  [2, (number) => ({ ...invoke([send(number, 0), sleep('1 day'), send(number, 1)]), sleepsLong: true })],
  [2, (number) => invoke([send(number, 0), invokeFollowUp(number, 1), send(number, 2)])],
  [3, canceledAsleep],
  [4, canceledInARace],
  [1, (number, random) => invoke([wait(random.between(1, 2)), sendList(number, random.pick(lists).id)])],
  [1, (number, random) => invoke([sendList(number, random.pick(lists).id)])],
  [1, canceledInAList],
  [3, (number) => sendTo(number, recipientOf(number, 0))],
  [
    1,
    (number) =>
      sendTo(
        number,
        [0, 1, 2].map((place) => recipientOf(number, place)),
      ),
  ],
  [2, (number, random) => ({ ...sendTo(number, recipientOf(number, 0)), delayMs: random.between(4_000, 9_000) })],
  [2, canceledHeldBack],
  [1, (number, random) => ({ ...sendTo(number, recipientOf(number, 0)), sequel: soon('resend', random) })],
  [1, (number, random) => ({ ...sendTo(number, recipientOf(number, 0)), sequel: soon('the same again', random) })],
  [1, (number, random) => ({ ...invoke([send(number, 0)]), sequel: soon('the same again', random) })],
];

function invoke(steps: AskedStep[], token?: string): ReturnType<Shape> {
  const automation = { ...(token && { cancelation_token: token }), steps };
  return { path: '/automations/invoke', body: { automation } };
}

/** Canceled by its id in the middle of a long sleep. */
function canceledAsleep(number: number, random: Random): ReturnType<Shape> {
  const sequel = soon('cancel by run', random);
  return { ...invoke([send(number, 0), sleep('1 hour'), send(number, 1)]), sequel };
}

/** Canceled by its token about when it wakes; a busy machine wakes it late. */
function canceledInARace(number: number, random: Random): ReturnType<Shape> {
  const seconds = random.between(1, 3);
  const steps = [wait(seconds), send(number, 0), wait(1), send(number, 1)];
  const afterMs = Math.max(0, seconds * 1_000 + random.between(-200, 2_500));
  return { ...invoke(steps, `token-${number}`), sequel: { kind: 'cancel by token', afterMs } };
}

/** Canceled while the mails of a list go out, or before, or after. */
function canceledInAList(number: number, random: Random): ReturnType<Shape> {
  const sequel = soon('cancel by token', random);
  return { ...invoke([sendList(number, 'many'), send(number, 1)], `token-${number}`), sequel };
}

/** Canceled about when it is to go out. */
function canceledHeldBack(number: number, random: Random): ReturnType<Shape> {
  const delayMs = random.between(3_000, 7_000);
  const afterMs = Math.max(0, delayMs + random.between(-2_000, 500));
  return { ...sendTo(number, recipientOf(number, 0)), delayMs, sequel: { kind: 'cancel the message', afterMs } };
}

function soon(kind: 'cancel by run' | 'cancel by token' | 'resend' | 'the same again', random: Random) {
  return { kind, afterMs: random.between(0, 4_000) };
}

function sendTo(number: number, to: AskedRecipient | AskedRecipient[]): ReturnType<Shape> {
  return { path: '/send', body: { message: { to, ...contentOf(number, 0) } } };
}

function send(number: number, order: number): AskedStep {
  return { action: 'send', message: { to: recipientOf(number, order), ...contentOf(number, order) } };
}

function sendList(number: number, list: string): AskedStep {
  return { action: 'send-list', list, message: contentOf(number, 0) };
}

/** The run that it starts sends one mail. */
function invokeFollowUp(number: number, order: number): AskedStep & { template: string } {
  const data = { subject: subjectOf(number, order), ...recipientOf(number, order) };
  return { action: 'invoke', template: FOLLOW_UP.id, context: { data } };
}

function wait(seconds: number): AskedStep {
  return sleep(`${seconds} seconds`);
}

function sleep(duration: string): AskedStep {
  return { action: 'delay', duration };
}

function contentOf(number: number, order: number): AskedMessage {
  const content = { title: subjectOf(number, order), body: 'Nothing lost, nothing doubled.' };
  return { content };
}

/** It says of which request and which step the mail is. */
function subjectOf(number: number, order: number): string {
  return `r${number} s${order}`;
}

function recipientOf(number: number, place: number) {
  const user_id = `user-${number}-${place}`;
  return { user_id, email: `${user_id}@proof.example` };
}
