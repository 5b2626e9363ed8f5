import type { Recipient } from './channels/channel.ts';
import { channels } from './channels/index.ts';
import { OUTBOX } from './outbox.ts';

const NO_ADDRESS = ': the recipient has no ';

/** A configured provider, as far as routing looks at it. */
export interface RoutableProvider {
  provider: string;
  channels: readonly string[];
}

/** Channels, or groups of them: every one that can be used, or the first. §11.4 */
export interface Routing {
  method: 'all' | 'single';
  channels: readonly (string | Routing)[];
}

/** By channel, the catalog keys of the providers that a message wants there and in which order; absent: all. */
export type WantedProviders = { readonly [channel: string]: { providers?: readonly string[] } };

/** What decides a message's way. */
export interface RouteRequest<Provider extends RoutableProvider> {
  /** Channels the content was written for, in its order; empty: every channel. */
  written: readonly string[];
  /** Channels the message asks for; absent: the first of those of the content, or else email. */
  requested?: Routing;
  wanted?: WantedProviders;
  recipient: Recipient;
  /** In the order in which they are tried. */
  providers: readonly Provider[];
}

/** One channel that a message takes. */
export interface Way<Provider extends RoutableProvider> {
  channel: string;
  address: string;
  providers: Provider[];
  /** The catalog keys of providers that the message asked for there. */
  wanted?: readonly string[];
}

/** The ways a message takes, or why it takes none (S-03). `error` names channels and what they lack, never values. */
export type Route<Provider extends RoutableProvider> =
  | { status: 'ROUTED'; ways: Way<Provider>[] }
  | { status: 'UNROUTABLE'; reason: 'NO_CHANNELS' | 'NO_PROVIDERS'; error: string };

/** Picks channels with a configured provider and an address of the recipient: by method `single` the first, by `all` each (§11.4). */
export function route<Provider extends RoutableProvider>(request: RouteRequest<Provider>): Route<Provider> {
  const { written, requested } = request;
  const lacks = new Set<string>();
  const fallback: Routing = { method: 'single', channels: written.length > 0 ? written : ['email'] };
  const ways = waysOf(requested ?? fallback, request, lacks);
  if (ways.length > 0) return { status: 'ROUTED', ways: unique(ways) };
  if (lacks.size > 0) return { status: 'UNROUTABLE', reason: 'NO_PROVIDERS', error: [...lacks].join('; ') };
  const known = [...channels.keys()].join(', ');
  return {
    status: 'UNROUTABLE',
    reason: 'NO_CHANNELS',
    error: `no channel fits both message and content; known: ${known}`,
  };
}

function waysOf<Provider extends RoutableProvider>(
  node: string | Routing,
  request: RouteRequest<Provider>,
  lacks: Set<string>,
): Way<Provider>[] {
  if (typeof node === 'string') return wayOn(node, request, lacks);
  if (node.method === 'all') return node.channels.flatMap((child) => waysOf(child, request, lacks));
  for (const child of node.channels) {
    const ways = waysOf(child, request, lacks);
    if (ways.length > 0) return ways;
  }
  return [];
}

function wayOn<Provider extends RoutableProvider>(
  name: string,
  { written, wanted, recipient, providers: all }: RouteRequest<Provider>,
  lacks: Set<string>,
): Way<Provider>[] {
  const channel = channels.get(name);
  if (!channel || (written.length > 0 && !written.includes(name))) return [];
  const address = channel.addressOf(recipient);
  const preferred = wantedOn(name, wanted);
  const providers = providersOf(name, all, preferred);
  if (address && providers.length > 0)
    return [{ channel: name, address, providers, ...(preferred && { wanted: preferred }) }];
  lacks.add(address ? `${name}: no provider is configured` : `${name}${NO_ADDRESS}${channel.address}`);
  return [];
}

/** Whether the `error` of a route says of any channel that the recipient has no address there. */
export function lacksAddress(error: string): boolean {
  return error.includes(NO_ADDRESS);
}

/** The providers that a message wants on a channel; undefined: all. */
export function wantedOn(channel: string, wanted: WantedProviders = {}): readonly string[] | undefined {
  return Object.hasOwn(wanted, channel) ? wanted[channel]?.providers : undefined;
}

/** A channel that stands in two groups is used once. */
function unique<Provider extends RoutableProvider>(ways: readonly Way<Provider>[]): Way<Provider>[] {
  return [...new Map(ways.map((way) => [way.channel, way])).values()];
}

/**
 * The providers of a channel, in the order they are tried: the outbox only where nothing real is configured, or where it is
 * asked for. `wanted`: catalog keys, which are then all there is, in their order.
 */
export function providersOf<Provider extends RoutableProvider>(
  channel: string,
  all: readonly Provider[],
  wanted?: readonly string[],
): Provider[] {
  const able = all.filter(({ channels }) => channels.includes(channel));
  if (wanted) return [...new Set(wanted)].flatMap((key) => able.filter(({ provider }) => provider === key));
  const real = able.filter(({ provider }) => provider !== OUTBOX);
  return real.length > 0 ? real : able;
}
