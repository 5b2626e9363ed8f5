import { expect, test } from 'vitest';

import { stepProblems } from '../../../../language/compile/step-problems.ts';

const none = () => [];

test('W-08 A-08 steps: those with the shape of a step are compiled, whatever the others are', () => {
  const steps = [
    { action: 'hologram' },
    { action: 'delay', duration: 'soon' },
    null,
    { action: 'delay', duration: 'later', ref: 'data' },
    { action: 'send', if: 'data.', template: 'T' },
    { action: 'delay', duration: '1 hour' },
  ];
  const problems = stepProblems(steps, 0, none).map(({ path }) => path);
  expect(problems).toEqual(['steps.1.duration', 'steps.4.if']);
});

test('W-08 steps: what others find wrong with the fields is named by its step', () => {
  const steps = [
    { action: 'hologram' },
    { action: 'send', message: { content: 'x' } },
    { action: 'delay', duration: '1h' },
  ];
  const inspect = ({ message }: object & { message?: unknown }) =>
    message ? [{ path: 'message.content', message: 'is odd' }] : [];
  expect(stepProblems(steps, 0, inspect)).toContainEqual({
    path: 'steps.1.message.content',
    message: 'is odd',
  });
});
