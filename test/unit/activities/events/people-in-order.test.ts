import { expect, it } from 'vitest';

import { PeopleInOrder } from '../../../../activities/events/people-in-order.ts';
import type { PeopleRow, ReceivedEvent } from '../../../../activities/ports/events.ts';
import type { JsonObject } from '../../../../language/json/json.ts';

const row = (changes: Partial<PeopleRow> = {}): PeopleRow => ({
  ...{ environmentId: 'test', profiles: [], unplaced: [], tenants: [], memberships: [] },
  ...changes,
});

const event = (type: ReceivedEvent['type'], body: JsonObject = {}, changes: Partial<ReceivedEvent> = {}) =>
  ({ environmentId: 'test', userId: 'ada', type, body, ...changes }) as ReceivedEvent & { userId: string };

const identify = (traits: JsonObject, changes: Partial<ReceivedEvent> = {}) => event('identify', { traits }, changes);
const group = (groupId: string, traits: JsonObject = {}, changes: Partial<ReceivedEvent> = {}) =>
  event('group', { groupId, traits }, changes);

const tenant = (id: string, properties: JsonObject = {}) => ({ id, name: id, properties, userProfile: {} });
const inferred = (tenantId: string, userId = 'ada') => ({ userId, tenantId, profile: {}, isInferred: true });

/** The tenant that stands for one that is named, with its properties from the root down. */
function placeOf(found: ReturnType<PeopleInOrder['at']>) {
  const [only] = found?.memberships ?? [];
  return only && found?.tenants.map(({ id, chain }) => [id, ...chain.map(({ properties }) => properties)])[0];
}

it('E-06 E-07 each event finds the profile as it was at its place, and nobody where there was none', () => {
  const people = new PeopleInOrder([row({ profiles: [['bob', { plan: 'old', city: 'Bonn' }]] })]);
  const bob = { userId: 'bob' };
  expect(people.at(event('track'))).toBeUndefined();
  expect(people.at(identify({ plan: 'new' }, bob))?.profile).toEqual({ plan: 'new', city: 'Bonn' });
  expect(people.at(identify({ city: 'Rome' }, bob))?.profile).toEqual({ plan: 'new', city: 'Rome' });
  expect(people.at(event('page'))).toBeUndefined();
  expect(people.at(identify({ plan: 'first' }))?.profile).toEqual({ plan: 'first' });
  expect(people.at(event('track'))?.profile).toEqual({ plan: 'first' });
});

it('E-07 E-08 a user of another environment is somebody else', () => {
  const profiles: PeopleRow['profiles'] = [['ada', { plan: 'gold' }]];
  const there = { environmentId: 'other' };
  const ofOthers = { tenants: [{ id: 'acme', chain: [tenant('acme')] }], memberships: [inferred('acme', 'bob')] };
  const others = row({ ...there, profiles: [['bob', {}]], unplaced: ['eve'], ...ofOthers });
  const people = new PeopleInOrder([row({ profiles, unplaced: ['ada'] }), others]);
  expect(people.at(event('track', {}, { userId: 'bob' }))).toBeUndefined();
  expect(placeOf(people.at(event('track', {}, { ...there, userId: 'bob' })))).toEqual(['acme', {}]);
  expect(placeOf(people.at(group('new', {}, { userId: 'eve' })))).toBeUndefined();
  expect(people.at(event('track', {}, there))).toBeUndefined();
  people.at(identify({ plan: 'silver' }, there));
  people.at(group('acme', { seats: 5 }, there));
  expect(people.at(event('track'))).toEqual({ tenants: [], memberships: [], profile: { plan: 'gold' } });
});

it('E-08 U-05 the first tenant that a user joins is theirs from then on, and with a second one none is', () => {
  const people = new PeopleInOrder([row({ profiles: [['ada', {}]], unplaced: ['ada'] })]);
  expect(placeOf(people.at(event('track')))).toBeUndefined();
  expect(placeOf(people.at(group('acme', { seats: 5 })))).toEqual(['acme', { seats: 5 }]);
  expect(placeOf(people.at(group('acme', { city: 'Bonn' })))).toEqual(['acme', { seats: 5, city: 'Bonn' }]);
  expect(placeOf(people.at(event('track')))).toEqual(['acme', { seats: 5, city: 'Bonn' }]);
  expect(placeOf(people.at(group('other')))).toBeUndefined();
  expect(placeOf(people.at(event('track')))).toBeUndefined();
});

it('E-08 whoever is in several tenants already, or is to have none inferred, is given none by another', () => {
  const people = new PeopleInOrder([row({ profiles: [['ada', {}]] })]);
  expect(placeOf(people.at(group('acme')))).toBeUndefined();
});

it('E-08 traits of a tenant are seen by its users and by those of its children, by nobody before', () => {
  const tenants = [{ id: 'child', chain: [tenant('root', { seats: 1 }), tenant('child', { own: true })] }];
  const memberships = [inferred('child')];
  const people = new PeopleInOrder([row({ profiles: [['ada', {}]], tenants, memberships })]);
  expect(placeOf(people.at(event('track')))).toEqual(['child', { seats: 1 }, { own: true }]);
  people.at(group('root', { seats: 2 }, { userId: 'bob' }));
  expect(placeOf(people.at(event('track')))).toEqual(['child', { seats: 2 }, { own: true }]);
});

it('E-08 a tenant that is there keeps its name, and one that is new has that of the event', () => {
  const tenants = [{ id: 'acme', chain: [tenant('acme')] }];
  const people = new PeopleInOrder([row({ unplaced: ['ada', 'bob'], tenants })]);
  const nameOf = (found: ReturnType<PeopleInOrder['at']>) => found?.tenants[0]?.chain[0]?.name;
  expect(nameOf(people.at(group('acme', { name: 'Acme' })))).toBe('acme');
  expect(nameOf(people.at(group('other', { name: 'Other' }, { userId: 'bob' })))).toBe('Other');
});
