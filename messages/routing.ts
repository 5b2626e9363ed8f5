import type { Recipient } from './channels/channel.ts';
import { channels } from './channels/index.ts';

/** A configured provider, as far as routing looks at it. */
export interface RoutableProvider {
  provider: string;
  channels: readonly string[];
}

/** What decides a message's way. */
export interface RouteRequest<Provider extends RoutableProvider> {
  /** Channels the content was written for, in its order; empty: every channel. */
  written: readonly string[];
  /** Channels the message asks for, in order of preference; absent: those of the content, or else email. */
  requested?: readonly string[];
  recipient: Recipient;
  /** In the order in which they are tried. */
  providers: readonly Provider[];
}

/** The way a message takes, or why it takes none (S-03). `error` names channels and what they lack, never values. */
export type Route<Provider extends RoutableProvider> =
  | { status: 'ROUTED'; channel: string; address: string; providers: Provider[] }
  | { status: 'UNROUTABLE'; reason: 'NO_CHANNELS' | 'NO_PROVIDERS'; error: string };

const OUTBOX = 'outbox';

/** Picks the first channel with a configured provider and an address of the recipient (method `single`, §11.4). */
export function route<Provider extends RoutableProvider>(request: RouteRequest<Provider>): Route<Provider> {
  const lacks: string[] = [];
  for (const name of candidates(request)) {
    const channel = channels.get(name);
    if (!channel) continue;
    const address = channel.addressOf(request.recipient);
    const providers = providersOf(name, request.providers);
    if (address && providers.length > 0) return { status: 'ROUTED', channel: name, address, providers };
    lacks.push(address ? `${name}: no provider is configured` : `${name}: the recipient has no ${channel.address}`);
  }
  if (lacks.length > 0) return { status: 'UNROUTABLE', reason: 'NO_PROVIDERS', error: lacks.join('; ') };
  const known = [...channels.keys()].join(', ');
  return {
    status: 'UNROUTABLE',
    reason: 'NO_CHANNELS',
    error: `no channel fits both message and content; known: ${known}`,
  };
}

function candidates({ written, requested }: RouteRequest<RoutableProvider>): readonly string[] {
  const fallback = written.length > 0 ? written : ['email'];
  return (requested ?? fallback).filter((name) => written.length === 0 || written.includes(name));
}

/** The providers of a channel, in the order they are tried: the outbox only where nothing real is configured. */
export function providersOf<Provider extends RoutableProvider>(channel: string, all: readonly Provider[]): Provider[] {
  const able = all.filter(({ channels }) => channels.includes(channel));
  const real = able.filter(({ provider }) => provider !== OUTBOX);
  return real.length > 0 ? real : able;
}
