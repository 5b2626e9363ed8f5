import { describe, expect, it } from 'vitest';

import { MemoryRows } from '../../../../platform/memory/memory-rows.ts';
import { ProcessingTime } from '../../../../simulation/processing-time.ts';
import { AutomationSimulation } from '../../../../simulation/requests/automation-simulation.ts';
import { automationSubject } from '../../../../simulation/requests/automation-subject.ts';
import { JourneySimulation } from '../../../../simulation/requests/journey-simulation.ts';
import { journeySubject } from '../../../../simulation/requests/journey-subject.ts';
import { simulateRequest } from '../../../../simulation/requests/simulate-request.ts';
import { localClock } from '../../../../simulation/timeline/local-clock.ts';
import { memoryRows } from '../../../support/virtual.ts';

const NOW = Date.parse('2026-06-01T12:00:00Z');

async function simulated(wishes: object, time?: ProcessingTime) {
  const rows = new MemoryRows();
  rows.profiles.set('tokyo', { timezone: 'Asia/Tokyo' });
  rows.tenants.tenants.set('acme', {
    id: 'acme',
    name: 'Acme',
    properties: {},
    userProfile: { timezone: 'Asia/Kolkata' },
  });
  rows.tenants.tenants.set('far', {
    id: 'far',
    name: 'Far',
    properties: {},
    userProfile: { zoneinfo: 'Asia/Kolkata' },
  });
  rows.tenants.memberships.push({ userId: 'bob', tenantId: 'acme', profile: {} });
  rows.profiles.set('ada', { zoneinfo: 'Nowhere/Land', timezone: 'Europe/Oslo' });
  const steps = [{ action: 'delay', duration: '1 day' }];
  const request = AutomationSimulation.parse({ automation: { steps }, recipient: 'ada', ...wishes });
  const surroundings = { now: NOW, worldOf: async () => ({ rows }), time };
  const { run, zone } = await simulateRequest(request, surroundings, (at) => automationSubject(request, at));
  return [new Date(run.startedAt).toISOString(), localClock(zone)(run.startedAt)];
}

describe('simulate request', () => {
  it.each([
    [{}, '2026-06-01T12:00:00.000Z', '2026-06-01T14:00:00.000+02:00'],
    [
      { profile: { zoneinfo: 'Asia/Tokyo', timezone: 'Mars' } },
      '2026-06-01T12:00:00.000Z',
      '2026-06-01T21:00:00.000+09:00',
    ],
    // Sends do not know it either.
    [{ profile: { time_zone: 'Asia/Tokyo' } }, '2026-06-01T12:00:00.000Z', '2026-06-01T14:00:00.000+02:00'],
    [{ start: '2026-01-01T12:00:00', recipient: 'tokyo' }, '2026-01-01T03:00:00.000Z', '2026-01-01T12:00:00.000+09:00'],
    // What the user shares with others of the tenant lies below their own, and the nearest word is zoneinfo.
    [{ recipient: 'bob' }, '2026-06-01T12:00:00.000Z', '2026-06-01T17:30:00.000+05:30'],
    [{ profile: { tenant_id: 'acme' } }, '2026-06-01T12:00:00.000Z', '2026-06-01T14:00:00.000+02:00'],
    [
      { recipient: 'tokyo', profile: { tenant_id: 'far' } },
      '2026-06-01T12:00:00.000Z',
      '2026-06-01T17:30:00.000+05:30',
    ],
    [{ time_zone: 'UTC-5' }, '2026-06-01T12:00:00.000Z', '2026-06-01T07:00:00.000-05:00'],
    [{ start: '2026-12-01T09:00:00Z' }, '2026-12-01T09:00:00.000Z', '2026-12-01T10:00:00.000+01:00'],
    [
      { start: '2026-12-01T09:00', time_zone: 'Europe/Oslo' },
      '2026-12-01T08:00:00.000Z',
      '2026-12-01T09:00:00.000+01:00',
    ],
  ])('DR-28 T-32 simulate request: %j begins %s, which is %s there', async (wishes, started, local) => {
    expect(await simulated(wishes)).toEqual([started, local]);
  });

  it('DR-28 simulate request: instants without a zone are by the same clocks, whoever assumes them', async () => {
    const events = [{ type: 'cancel', at: '2026-01-01T12:30:00' }];
    const [started] = await simulated({ start: '2026-01-01T12:00:00', recipient: 'tokyo', assume: { events } });
    expect(started).toBe('2026-01-01T03:00:00.000Z');
  });

  it('DR-27 simulate request: what it takes to tell what is to run is counted', async () => {
    const request = AutomationSimulation.parse({ automation: { steps: [{ action: 'delay', duration: '1 day' }] } });
    const surroundings = { now: NOW, worldOf: async () => ({ rows: new MemoryRows() }), time: new ProcessingTime(40) };
    const slowly = simulateRequest(request, surroundings, (at) => {
      const { user } = process.cpuUsage();
      while (process.cpuUsage().user - user < 60_000);
      return automationSubject(request, at);
    });
    await expect(slowly).rejects.toThrow(/^the simulation takes more than 40 ms/);
  });

  it('DR-27 simulate request: one that takes longer than it may is refused', async () => {
    await expect(simulated({}, new ProcessingTime(0))).rejects.toThrow(/^the simulation takes more than 0 ms/);
  });

  it.each([0, 2_100])(
    'DR-29 simulate request: each look at the world is at one as the event leaves it, beside %i other names',
    async (others) => {
      const nodes = [
        { type: 'trigger', trigger_type: 'segment', request_type: 'group' },
        { type: 'send', message: { template: 'told' } },
      ];
      const further = Object.fromEntries(Array.from({ length: others }, (_, index) => [`t${index}`, `v${index}`]));
      const event = { type: 'group', userId: 'ada', groupId: 'acme', traits: { employees: 7, ...further } };
      const request = JourneySimulation.parse({ journey: { nodes }, event, start: '2026-06-01T12:00' });
      const worldOf = async (names: readonly string[]) => ({ rows: rowsNamed(names) });
      const { entries } = await simulateRequest(request, { now: NOW, worldOf }, (at, around) =>
        journeySubject(request, { ...around, at, findUser: () => Promise.reject(new Error('an event has a world')) }),
      );
      expect(entries[1]).toMatchObject({ messages: [{ rendered: { text: 'Bonn, 7' } }] });
    },
  );
});

/** A tenant, its user and a template, as far as they are named. */
function rowsNamed(names: readonly string[]): MemoryRows {
  const rows = memoryRows();
  const acme = { id: 'acme', name: 'Acme', properties: { city: 'Bonn' }, userProfile: {} };
  if (names.includes('acme')) rows.tenants.tenants.set('acme', acme);
  if (names.includes('ada')) rows.profiles.set('ada', { email: 'ada@example.com', timezone: 'Europe/Oslo' });
  const content = { title: 'T', body: '{{tenant.city}}, {{tenant.employees}}' };
  rows.templates.push({ id: 'told', archived: false, version: { id: 'v1', number: 1, body: { content } } });
  return rows;
}
