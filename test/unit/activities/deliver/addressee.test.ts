import { describe, expect, it } from 'vitest';

import { type Addressee, addresseeOf } from '../../../../activities/deliver/addressee.ts';
import type { SendFields } from '../../../../language/actions/send.ts';
import type { JsonObject } from '../../../../language/json/json.ts';
import type { Scope } from '../../../../language/run/scope.ts';

/** A run for jane, whose request brought her address along. */
const jane: Scope = {
  recipient: 'jane',
  profile: { email: 'jane@run.example', tone: 'warm' },
  data: { a: 1 },
  refs: {},
};
const nobody: Scope = { ...jane, recipient: undefined };

const content = { title: 'T', body: 'B' };
const to = (recipient: JsonObject, more: object = {}): SendFields => ({ message: { to: recipient, content, ...more } });

function expectAddressee(fields: SendFields, scope: Scope, addressee: Partial<Addressee>): void {
  const { userId, profile } = addresseeOf(fields, scope);
  expect({ userId, profile }).toEqual(addressee);
}

describe('addressee', () => {
  it.each<[string, SendFields]>([
    ['nobody', {}],
    ['the recipient herself', { recipient: 'jane' }],
    ['a message to nobody', { message: { content } }],
    ['a message to the recipient herself', to({ user_id: 'jane' })],
    ['a message that only brings data', to({ data: { b: 2 } })],
  ])(
    "ADR-2 A-21 addressee: a step that names %s is for the run's recipient, with the run's profile",
    (_who, fields) => {
      expectAddressee(fields, jane, { userId: 'jane', profile: jane.profile });
    },
  );

  it.each<[string, SendFields]>([
    ['recipient', { recipient: 'admin' }],
    ['message.to', to({ user_id: 'admin' })],
    ['message.to over recipient', { recipient: 'jane', ...to({ user_id: 'admin' }) }],
  ])("ADR-2 A-22 addressee: someone else, named by %s, gets nothing of the run's profile", (_field, fields) => {
    expectAddressee(fields, jane, { userId: 'admin', profile: {} });
  });

  it("ADR-2 A-22 addressee: an address without a user is nobody we know, with nothing of the run's profile", () => {
    expectAddressee(to({ email: 'new@example.com' }), jane, { profile: { email: 'new@example.com' } });
    expectAddressee({ recipient: 'jane', ...to({ email: 'new@example.com' }) }, jane, {
      profile: { email: 'new@example.com' },
    });
  });

  it('ADR-2 A-05 addressee: the profile of a run without a recipient goes with whomever a step names', () => {
    expectAddressee({ recipient: 'admin' }, nobody, { userId: 'admin', profile: jane.profile });
    expectAddressee(to({ user_id: 'admin' }), nobody, { userId: 'admin', profile: jane.profile });
    expectAddressee({}, nobody, { profile: jane.profile });
  });

  it('A-05 J-31 addressee: profiles compose key by key, the run under the step under the message', () => {
    const fields = {
      profile: { tone: 'cool', name: 'Jane', email: 'jane@step.example' },
      ...to({ user_id: 'jane', email: 'jane@to.example' }),
    };
    const profile = { tone: 'cool', name: 'Jane', email: 'jane@to.example' };
    expectAddressee(fields, jane, { userId: 'jane', profile });
  });

  it('J-31 addressee: a key is replaced as a whole', () => {
    const scope = { ...jane, profile: { address: { city: 'Bern', zip: '3000' } } };
    expectAddressee({ profile: { address: { city: 'Basel' } } }, scope, {
      userId: 'jane',
      profile: { address: { city: 'Basel' } },
    });
  });

  it('A-05 A-22 addressee: data compose key by key: run, step, message, recipient', () => {
    const fields = { data: { b: 2, d: 2 }, ...to({ data: { d: 4 } }, { data: { c: 3, d: 3 } }) };
    expect(addresseeOf(fields, { ...jane, data: { a: 1, b: 1, c: 1, d: 1 } }).data).toEqual({ a: 1, b: 2, c: 3, d: 4 });
  });

  it('A-05 addressee: composing changes nothing of the run', () => {
    const before = structuredClone(jane);
    addresseeOf({ profile: { tone: 'cool' }, data: { a: 2 } }, jane);
    expect(jane).toEqual(before);
  });
});
