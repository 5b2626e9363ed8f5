import { expect, test } from 'vitest';

import { EventIntake } from '../../../../../platform/database/events/event-intake.ts';
import type { NewEvent } from '../../../../../platform/database/events/new-event.ts';
import { Gate } from '../../../../support/gate.ts';

const event = (id: string, body = {}): NewEvent => ({
  id,
  environmentId: 'one-test',
  provider: 'segment',
  type: 'track',
  mock: false,
  body,
});

const failure = (code: string) => Object.assign(new Error(code), { code });

/** Takes statements in, the first of them once it is let; `answer` gives the ids that are new, or throws. */
function intakeOver(answer: (ids: string[]) => string[] = (ids) => ids) {
  const statements: string[][] = [];
  const gate = new Gate();
  const query = async (_: string, [rows]: readonly unknown[] = []) => {
    const ids = JSON.parse(String(rows)).map(({ id }: NewEvent) => id);
    if (statements.push(ids) === 1) await gate.pass();
    return answer(ids).map((id) => ({ id }));
  };
  return { intake: new EventIntake({ query } as never), statements, gate };
}

test('E-14 intake: what arrives while a statement is under way goes with the next one, each request with its own answer', async () => {
  const { intake, statements, gate } = intakeOver((ids) => ids.filter((id) => id !== 'b'));
  const answers = ['a', 'b', 'c'].map((id) => intake.accept([event(id)]));
  answers.push(intake.accept([event('d'), event('e')]));
  gate.open();
  expect(await Promise.all(answers)).toEqual([[true], [false], [true], [true, true]]);
  expect(statements).toEqual([['a'], ['b', 'c', 'd', 'e']]);
  expect(await intake.accept([event('f')])).toEqual([true]);
});

test('E-14 intake: nothing is answered before its statement is', async () => {
  const { intake, gate } = intakeOver();
  let isAnswered = false;
  const answer = intake.accept([event('a')]).then(() => {
    isAnswered = true;
  });
  await gate.reached;
  expect(isAnswered).toBe(false);
  gate.open();
  await answer;
});

test('E-14 intake: a statement takes so many events and so much text, and a request as a whole', async () => {
  const { intake, statements, gate } = intakeOver();
  const many = (name: string, count: number) => Array.from({ length: count }, (_, index) => event(`${name}${index}`));
  const large = { text: 'x'.repeat(5_000_000) };
  const requests = [[event('first')], many('a', 700), many('b', 700), [event('c', large)], [event('d', large)], []];
  const answers = requests.map((events) => intake.accept(events));
  gate.open();
  expect((await Promise.all(answers)).map(({ length }) => length)).toEqual([1, 700, 700, 1, 1, 0]);
  expect(statements.map(({ length }) => length)).toEqual([1, 700, 701, 1]);
});

test('E-14 intake: an event that cannot be stored is refused alone', async () => {
  const { intake, statements, gate } = intakeOver((ids) => {
    if (ids.includes('bad')) throw failure('22P05');
    return ids;
  });
  const answers = ['a', 'b', 'bad', 'c'].map((id) => intake.accept([event(id)]));
  gate.open();
  const settled = await Promise.allSettled(answers);
  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  expect(statements).toEqual([['a'], ['b', 'bad', 'c'], ['b'], ['bad'], ['c']]);
});

test('F-13 intake: without the database all are told so at once, and who comes later is not', async () => {
  let isAway = true;
  const { intake, statements, gate } = intakeOver((ids) => {
    if (isAway) throw failure('ECONNREFUSED');
    return ids;
  });
  const answers = ['a', 'b', 'c'].map((id) => intake.accept([event(id)]));
  gate.open();
  const settled = await Promise.allSettled(answers);
  expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  expect(statements).toEqual([['a'], ['b', 'c']]);
  isAway = false;
  expect(await intake.accept([event('d')])).toEqual([true]);
});
