import { readFileSync } from 'node:fs';

import { expect, it } from 'vitest';

import { eventReasons } from '../../language/events/event-reasons.ts';

it('R-04 page of the events: it has a row for every reason by which an event starts nothing, and for no other', () => {
  const page = readFileSync('docs/reference/events.md', 'utf8');
  const [, table = ''] = page.split('| `reason` of an outcome |');
  const [rows = ''] = table.split('\n\n');
  const listed = [...rows.matchAll(/^\| `(.*?)` \|/gm)].map(([, reason]) => reason);
  expect(listed).toEqual([...Object.values(eventReasons), '<field>: <problem>']);
});
