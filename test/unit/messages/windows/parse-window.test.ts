import { expect, test } from 'vitest';

import { parseWindow } from '../../../../messages/windows/parse-window.ts';

const whole = [{ from: 0, to: 1440 }];
const days = (...numbers: number[]) => new Set(numbers);

test.each([
  ['Mo-Fr 09:00-17:00', [{ weekdays: days(0, 1, 2, 3, 4), times: [{ from: 540, to: 1020 }] }]],
  [
    'Mo-Fr 09:00-12:00,14:00-18:00',
    [
      {
        weekdays: days(0, 1, 2, 3, 4),
        times: [
          { from: 540, to: 720 },
          { from: 840, to: 1080 },
        ],
      },
    ],
  ],
  ['Mo,We,Sa-Su 10:00-11:00', [{ weekdays: days(0, 2, 5, 6), times: [{ from: 600, to: 660 }] }]],
  ['Fr-Mo', [{ weekdays: days(4, 5, 6, 0), times: whole }]],
  ['22:00-06:00', [{ times: [{ from: 1320, to: 1800 }] }]],
  ['08:00-24:00', [{ times: [{ from: 480, to: 1440 }] }]],
  ['Mo-Fr 9:00-17:00;', [{ weekdays: days(0, 1, 2, 3, 4), times: [{ from: 540, to: 1020 }] }]],
  ['Mo, We 09:00-10:00', [{ weekdays: days(0, 2), times: [{ from: 540, to: 600 }] }]],
  ['Feb 29 ; ', [{ dates: { from: 229, to: 229 }, times: whole }]],
  ['24/7', [{ times: whole }]],
  ['Dec', [{ dates: { from: 1201, to: 1231 }, times: whole }]],
  ['Nov-Feb 09:00-10:00', [{ dates: { from: 1101, to: 229 }, times: [{ from: 540, to: 600 }] }]],
  ['Dec 24', [{ dates: { from: 1224, to: 1224 }, times: whole }]],
  [
    'Dec 24-26 Mo 10:00-12:00',
    [{ dates: { from: 1224, to: 1226 }, weekdays: days(0), times: [{ from: 600, to: 720 }] }],
  ],
  ['Dec 24-Jan 2', [{ dates: { from: 1224, to: 102 }, times: whole }]],
  [
    ' Mo  09:00-10:00 ; Tu 11:00-12:00',
    [
      { weekdays: days(0), times: [{ from: 540, to: 600 }] },
      { weekdays: days(1), times: [{ from: 660, to: 720 }] },
    ],
  ],
])('T-31 window: reads %s', (text, rules) => {
  expect(parseWindow(text)).toEqual(rules);
});

test.each([
  '',
  'soon',
  'Mo-Fr 9-17',
  'mo 09:00-10:00',
  'Mo 09:00-25:00',
  'Mo 09:60-10:00',
  'Mo 24:00-25:00',
  'Mo 09:00',
  'Mo 09:00-10:00 off',
  'Dec 32',
  'Dec 24-Jan',
  'Nov-Dec 24',
  'PH 09:00-10:00',
  ';',
  'Mo;;',
  'Feb 30 10:00-11:00',
  'Apr 1-31',
  'Mo;'.repeat(60),
])('T-31 window: %j is none', (text) => {
  expect(parseWindow(text)).toBeUndefined();
});
