import { expect, it } from 'vitest';

import { eventRunId } from '../../../../activities/events/event-run-id.ts';

const event = { id: '1-65f240a0-47a6a120c8374de9bcf9f22c', receivedAt: new Date('2026-02-10T14:30:00.240Z') };
const journey = { kind: 'journey', id: 'welcome' };

it('E-14 W-15 event-run-id: one for an event and what it starts, however often it is matched', () => {
  const id = eventRunId(event, journey);
  expect(id).toMatch(/^1-698b40e8-[0-9a-f]{24}$/);
  expect(eventRunId({ ...event }, { ...journey })).toBe(id);
});

it('E-14 event-run-id: another for each other event, and for each other thing that it starts', () => {
  const others = [
    eventRunId({ ...event, id: 'another' }, journey),
    eventRunId(event, { ...journey, id: 'another' }),
    eventRunId(event, { ...journey, kind: 'automation' }),
  ];
  expect(new Set([eventRunId(event, journey), ...others]).size).toBe(4);
});
