import type { JsonObject } from '../../language/json/json.ts';
import type { Problem } from '../../language/problem.ts';
import type { CompiledBrand } from '../../messages/brand/compiled-brand.ts';
import { renderContent } from '../../messages/content.ts';
import { type RouteRequest, type Routing, route, type WantedProviders, type Way } from '../../messages/routing.ts';
import { variablesOf } from '../../messages/variables.ts';
import type { HistoryEvent } from '../ports/ledger.ts';
import type { ProviderConfig } from '../ports/provider-config.ts';
import type { Effect } from '../step/step-transaction.ts';
import type { BrandChoice } from './brand-choice.ts';
import type { DatedComposition } from './composition.ts';
import { draftOf } from './draft.ts';
import { historyEvent } from './history-event.ts';
import type { Letter } from './letter.ts';
import { missingIn } from './missing-in.ts';
import type { Leg, Shipment } from './shipment.ts';
import { type Obstacle, undelivered } from './undelivered.ts';

/** Routes and renders, once the recipient's preferences let it. */
export async function post(
  letter: Letter,
  composition: DatedComposition,
  brands: BrandChoice,
): Promise<Shipment | Effect> {
  const { message } = composition.fields;
  const { context } = letter.user;
  const draft = draftOf(letter, composition);
  const bar = barOf(letter);
  if (bar) return undelivered(draft, bar, { context, at: composition.at });
  const found = route({
    ...channelsOf(letter, message?.routing),
    wanted: message?.channels ?? wantedBy(letter),
    recipient: { userId: letter.addressee.userId, profile: letter.profile },
    providers: composition.snapshot.providers,
  });
  if (found.status === 'UNROUTABLE') return undelivered(draft, found, { context, at: composition.at });
  const legs: Leg[] = [];
  const history = [...draft.history];
  for (const way of found.ways) {
    const { leg, events } = await legOn(way, letter, composition, brands);
    legs.push(leg);
    history.push(...events);
  }
  return { message: { ...draft, status: 'ROUTED', history }, legs, context };
}

/** S-04, N-58 */
function barOf({ subscription }: Letter): Obstacle | undefined {
  if (!subscription?.reason) return undefined;
  const { topicId, reason } = subscription;
  const error =
    reason === 'UNSUBSCRIBED'
      ? 'the recipient has opted out of its topic'
      : 'its topic asks for an opt-in, and the recipient gave none';
  return { status: 'UNDELIVERABLE', reason, error, details: { topic_id: topicId } };
}

/** The recipient's own choice of channels comes first: a template for one channel is then for that or for none. U-06, N-51 */
function channelsOf(
  { channel, content, subscription }: Letter,
  routing: Routing | undefined,
): Pick<RouteRequest<ProviderConfig>, 'written' | 'requested'> {
  const { channels: written } = content;
  const only = channel === undefined ? undefined : [channel];
  const preferred = subscription?.routing;
  if (preferred)
    return { written: only ?? written, requested: { method: routing?.method ?? 'single', channels: preferred } };
  return { written, requested: routing ?? (only && { method: 'single', channels: only }) };
}

/** §2.6 */
function wantedBy({ channel, providerKey }: Letter): WantedProviders | undefined {
  return channel && providerKey ? { [channel]: { providers: [providerKey] } } : undefined;
}

async function legOn(
  { channel, address, providers, wanted }: Way<ProviderConfig>,
  letter: Letter,
  composition: DatedComposition,
  brands: BrandChoice,
): Promise<{ leg: Leg; events: HistoryEvent[] }> {
  const { brand, warnings } = await brands.choose({ ...letter, channel }, composition);
  const hidden: Problem[] = [];
  const rendered: JsonObject = {
    ...renderContent(letter.content, {
      channel,
      variables: variablesOf(messageScope(letter, brand, composition)),
      missing: missingIn(letter, composition),
      brand,
      report: (problem) => hidden.push(problem),
      warn: (warning) => warnings.push(warning),
    }),
  };
  return {
    leg: { rendition: { channel, address, rendered, ...(wanted && { wanted }) }, providers },
    events: onTheWay(
      { channel, provider: providers[0]?.provider },
      { brand_id: brand?.id, hidden, warnings },
      composition.at,
    ),
  };
}

/** How it looks, and where it is taken: the first provider's call is the first; whose it ended with is told by the last event. */
function onTheWay(
  { channel, provider }: { channel: string; provider?: string },
  looks: Record<string, string | readonly unknown[] | undefined>,
  at: number,
): HistoryEvent[] {
  const said = Object.entries(looks).filter(([, value]) => value !== undefined && value.length > 0);
  return [
    historyEvent('RENDERED', at, { channel, ...Object.fromEntries(said) }),
    historyEvent('DELIVERING', at, { channel, provider }),
  ];
}

function messageScope(
  { addressee, profile, user }: Letter,
  brand: CompiledBrand | undefined,
  { scope, bindings }: DatedComposition,
): Parameters<typeof variablesOf>[0] {
  return {
    data: addressee.data,
    profile,
    userId: addressee.userId,
    recipient: scope.recipient,
    brand: brand?.variables,
    tenant: user.tenant,
    outputs: scope.outputs,
    bindings,
  };
}
