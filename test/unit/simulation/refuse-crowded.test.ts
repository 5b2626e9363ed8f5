import { expect, it } from 'vitest';

import { refuseCrowded } from '../../../simulation/refuse-crowded.ts';
import { simulateSteps } from '../../support/simulation/simulate-body.ts';

const members = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, place) => [`k${place}`, 1]));
const lists = (count: number) => Array.from({ length: count }, () => []);

it.each([
  ['members', members(99_998), {}, true],
  ['one member more', members(99_999), {}, false],
  ['members of both', members(60_000), members(60_000), false],
  ['lists within a list', { all: lists(100_000) }, {}, false],
  ['a long list of numbers', { all: new Array(1_000_000).fill(1) }, {}, true],
  ['a long text', { text: 'x'.repeat(5_000_000) }, {}, true],
])('DR-06 refuse crowded: %s', (_, data, profile, isTaken) => {
  const refuse = () => refuseCrowded({ data, profile });
  if (isTaken) expect(refuse).not.toThrow();
  else expect(refuse).toThrow('data and profile hold more than 100000 members: simulate with fewer');
});

it('DR-06 refuse crowded: such a simulation does not begin', async () => {
  const steps = [{ action: 'delay', duration: '1 hour' }];
  await expect(simulateSteps(steps, { data: members(450_000) })).rejects.toThrow('more than 100000 members');
});
