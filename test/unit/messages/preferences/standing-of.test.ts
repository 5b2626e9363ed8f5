import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Choice, ChosenStatus, Preference, PreferenceStatus } from '../../../../language/people/preference.ts';
import { inherit } from '../../../../language/people/tenant.ts';
import { standingOf } from '../../../../messages/preferences/standing-of.ts';

const SEED = 20261123;
const TOPICS = ['news', 'billing'] as const;
const CHAIN = ['root', 'country', 'office'] as const;

const tenantOf = (id: string, preferences: Preference[]) => ({
  id,
  name: id,
  properties: {},
  userProfile: {},
  preferences,
});
const routing = fc.constantFrom<string[]>(['sms'], ['email', 'inbox']);
const status = fc.constantFrom<PreferenceStatus>('OPTED_IN', 'OPTED_OUT', 'REQUIRED');
const topicId = fc.constantFrom<string>(...TOPICS);

const presets = fc.uniqueArray(fc.record({ topicId, status, routing }, { requiredKeys: ['topicId', 'status'] }), {
  selector: (preset) => preset.topicId,
});
/** Of each tenant of a chain, from the root down, its defaults; none where there is no tenant. */
const chain = fc.option(fc.tuple(presets, presets, presets), { nil: undefined });
const choices = fc.uniqueArray(
  fc.record(
    {
      topicId,
      status: fc.constantFrom<ChosenStatus>('OPTED_IN', 'OPTED_OUT'),
      tenantId: fc.constantFrom('office', 'country', 'elsewhere'),
      routing,
    },
    { requiredKeys: ['topicId', 'status'] },
  ),
  { selector: ({ topicId: topic, tenantId = '' }) => `${topic} ${tenantId}` },
);
const topicDefault = fc.option(status, { nil: undefined });

/** Asks the sources one by one, in their order; says what is sent, why not, and on which channels. */
function naively(levels: Preference[][] | undefined, own: Choice[], ofTopic: PreferenceStatus | undefined) {
  const about = <Said extends Preference>(said: readonly Said[]) => said.filter((one) => one.topicId === 'news');
  let byDefault = ofTopic;
  let channels: readonly string[] | undefined;
  for (const level of levels ?? [])
    for (const preset of about(level)) {
      byDefault = preset.status;
      channels = preset.routing;
    }
  if (byDefault === undefined) return undefined;
  let chosen: Choice | undefined;
  for (const choice of about(own)) if (choice.tenantId === undefined) chosen = choice;
  for (const choice of about(own)) if (levels && choice.tenantId === 'office') chosen = choice;
  if (chosen?.routing) channels = chosen.routing;
  const ends = channels ? { routing: channels } : {};
  if (byDefault === 'REQUIRED') return { status: 'REQUIRED', byDefault, ...ends };
  if (chosen?.status === 'OPTED_OUT') return { status: 'OPTED_OUT', byDefault, reason: 'UNSUBSCRIBED', ...ends };
  if (chosen === undefined && byDefault === 'OPTED_OUT')
    return { status: 'OPTED_OUT', byDefault, reason: 'OPT_IN_REQUIRED', ...ends };
  return { status: 'OPTED_IN', byDefault, ...ends };
}

describe('where somebody stands with a topic', () => {
  it.each<[string, Parameters<typeof standingOf>[0], object | undefined]>([
    ['nobody knows the topic', { topicId: 'news', choices: [] }, undefined],
    [
      'nothing is chosen',
      { topicId: 'news', topicDefault: 'OPTED_IN', choices: [] },
      { status: 'OPTED_IN', byDefault: 'OPTED_IN' },
    ],
    [
      'the topic asks for an opt-in',
      { topicId: 'news', topicDefault: 'OPTED_OUT', choices: [] },
      { status: 'OPTED_OUT', byDefault: 'OPTED_OUT', reason: 'OPT_IN_REQUIRED' },
    ],
    [
      'the user opted in',
      { topicId: 'news', topicDefault: 'OPTED_OUT', choices: [{ topicId: 'news', status: 'OPTED_IN' }] },
      { status: 'OPTED_IN', byDefault: 'OPTED_OUT' },
    ],
    [
      'the user opted out before it was required',
      { topicId: 'news', topicDefault: 'REQUIRED', choices: [{ topicId: 'news', status: 'OPTED_OUT' }] },
      { status: 'REQUIRED', byDefault: 'REQUIRED' },
    ],
    [
      'the user opted out everywhere but here',
      {
        topicId: 'news',
        topicDefault: 'OPTED_IN',
        tenant: tenantOf('acme', []),
        choices: [
          { topicId: 'news', status: 'OPTED_OUT' },
          { topicId: 'news', status: 'OPTED_IN', tenantId: 'acme', routing: ['sms'] },
        ],
      },
      { status: 'OPTED_IN', byDefault: 'OPTED_IN', routing: ['sms'] },
    ],
    [
      'the tenant has a default of its own',
      {
        topicId: 'news',
        topicDefault: 'OPTED_IN',
        tenant: tenantOf('acme', [{ topicId: 'news', status: 'OPTED_OUT', routing: ['email'] }]),
        choices: [],
      },
      { status: 'OPTED_OUT', byDefault: 'OPTED_OUT', reason: 'OPT_IN_REQUIRED', routing: ['email'] },
    ],
  ])('U-06 S-04 standing: %s', (_when, asked, expected) => {
    expect(standingOf(asked)).toEqual(expected);
  });

  it('U-06 J-33 standing: is that of the naive model, whatever users, tenants and their parents say', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(chain, choices, topicDefault, (levels, own, ofTopic) => {
        const tenant = levels && inherit(levels.map((level, index) => tenantOf(CHAIN[index] ?? '', level)));
        const standing = standingOf({ topicId: 'news', topicDefault: ofTopic, tenant, choices: own });
        expect(standing).toEqual(naively(levels, own, ofTopic));
        seen.add(`${standing?.status} ${standing?.reason ?? ''}`);
      }),
      { seed: SEED, numRuns: 2_000 },
    );
    const all = ['OPTED_IN ', 'OPTED_OUT OPT_IN_REQUIRED', 'OPTED_OUT UNSUBSCRIBED', 'REQUIRED ', 'undefined '];
    expect([...seen].sort()).toEqual(all);
  });
});
