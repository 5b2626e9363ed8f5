import { describe, expect, it } from 'vitest';

import type { JsonObject } from '../../../../language/json/json.ts';
import {
  tenantAhead,
  tenantNamed,
  tenantOfSend,
  tenantRequested,
  tenantsOfRun,
} from '../../../../language/people/tenant-name.ts';

const gone = { $ref: 'data.gone' };
const run = { profile: { tenant_id: 'run', context: { tenant_id: 'run context' } } };

/** Fields that name a tenant wherever they can, and what is left of them place by place. */
const places: [string, JsonObject][] = [
  [
    'to',
    {
      message: { to: { tenant_id: 'to', context: { tenant_id: 'x' } }, context: { tenant_id: 'x' } },
      profile: { tenant_id: 'x' },
    },
  ],
  [
    'to context',
    {
      message: { to: { context: { tenant_id: 'to context' } }, context: { tenant_id: 'x' } },
      profile: { tenant_id: 'x' },
    },
  ],
  [
    'message context',
    { message: { to: { user_id: 'ada' }, context: { tenant_id: 'message context' } }, profile: { tenant_id: 'x' } },
  ],
  [
    'step',
    { message: { to: { context: 'none' }, context: {} }, profile: { tenant_id: 'step', context: { tenant_id: 'x' } } },
  ],
  ['step context', { profile: { tenant_id: '', context: { tenant_id: 'step context' } } }],
  ['run', {}],
];

describe('the tenant of a send', () => {
  it.each(places)('J-33 A-21 tenant of a send: what is nearest to the recipient counts: %s', (id, fields) => {
    expect(tenantOfSend(fields, fields, run)).toEqual({ id });
    expect(tenantAhead(fields)).toEqual(id === 'run' ? [] : [id]);
  });

  it.each<[JsonObject, string | undefined]>([
    [{ tenant_id: 'acme' }, 'acme'],
    [{ context: { tenant_id: 'acme' } }, 'acme'],
    [{ tenant_id: 7, context: { tenant_id: 'x' } }, '7'],
    [{ tenant_id: '', context: { tenant_id: 'acme' } }, 'acme'],
    [{ tenant_id: { id: 'acme' } }, undefined],
    [{ tenant_id: true, context: 'acme' }, undefined],
    [{ context: null }, undefined],
    [{}, undefined],
  ])('J-32 tenant of a send: the run with the profile %j names %s', (profile, id) => {
    expect(tenantOfSend({}, {}, { profile })).toEqual(id === undefined ? undefined : { id });
    expect(tenantsOfRun({ profile })[0]).toBe(id);
  });

  it.each<[string, JsonObject, JsonObject]>([
    ['message.context.tenant_id', { message: { context: { tenant_id: gone } } }, { message: { context: {} } }],
    ['message.to.tenant_id', { message: { to: { tenant_id: 'refs.data.gone' } } }, { message: { to: {} } }],
    [
      'profile.context.tenant_id',
      { profile: { context: { tenant_id: `\${data.gone}` } } },
      { profile: { context: { tenant_id: '' } } },
    ],
  ])(
    'F-10 tenant of a send: where %s refers to nothing there is none, not the one of the run',
    (path, written, fields) => {
      expect(tenantOfSend(written, fields, run)).toEqual({ dangling: path });
      expect(tenantAhead(written)).toEqual([]);
    },
  );

  it('F-10 tenant of a send: a reference that was found is as good as its value', () => {
    const written = { message: { context: { tenant_id: gone } } };
    expect(tenantOfSend(written, { message: { context: { tenant_id: 'found' } } }, run)).toEqual({ id: 'found' });
  });
});

describe('the tenant of a journey', () => {
  it.each<[JsonObject, string | undefined]>([
    [{ context: { tenant_id: 'ha' } }, 'ha'],
    [{ context: { tenant_id: ' ha ' } }, 'ha'],
    [{ tenant_id: 'crm-77', context: { tenant_id: 'ha' } }, 'ha'],
    [{ tenant_id: 'ha', context: { tenant_id: '' } }, 'ha'],
    [{ tenant_id: 7 }, '7'],
    [{ context: { tenant_id: { id: 'ha' } } }, undefined],
    [{}, undefined],
  ])("J-32 tenant of a journey: the request's profile %j asks for %s", (profile, id) => {
    expect(tenantRequested(profile)).toBe(id);
  });

  it.each<[string | null, string[]]>([
    ['ha', ['ha']],
    [null, []],
  ])('J-33 tenant of a journey: %s was decided, and no profile says otherwise', (tenantId, expected) => {
    expect(tenantsOfRun({ ...run, tenantId })).toEqual(expected);
    const id = expected[0];
    expect(tenantOfSend({}, {}, { ...run, tenantId })).toEqual(id && { id });
  });
});

describe('the tenant of another step', () => {
  it.each<[JsonObject, JsonObject, unknown]>([
    [{ tenant_id: 'acme' }, { tenant_id: 'acme' }, { id: 'acme' }],
    [{ tenant_id: gone }, {}, { dangling: 'tenant_id' }],
    [{ tenant_id: null }, {}, undefined],
    [{}, {}, undefined],
  ])('A-28 F-10 tenant of a step: %j', (written, fields, expected) => {
    expect(tenantNamed(written, fields, ['tenant_id'])).toEqual(expected);
  });
});
