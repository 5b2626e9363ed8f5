import type { Problem } from '../../language/problem.ts';
import { renderContent } from '../../messages/content.ts';
import { type Route, route, type Way } from '../../messages/routing.ts';
import { type Variables, variablesOf } from '../../messages/variables.ts';
import type { HistoryEvent, NewMessage } from '../ports/ledger.ts';
import type { ProviderConfig } from '../ports/runs.ts';
import type { StepContext } from '../ports/statuses.ts';
import type { Effect, ReadyStep } from '../step/step-transaction.ts';
import { draftOf } from './draft.ts';
import { historyEvent } from './history-event.ts';
import type { Letter } from './letter.ts';
import type { Leg, Shipment } from './shipment.ts';

/** Routes and renders. A message without a way is a message all the same, and the run goes on (F-07). */
export function post(letter: Letter, ready: ReadyStep<'send'>): Shipment | Effect {
  const { message } = ready.fields;
  const { context } = letter.user;
  const found = route({
    written: letter.content.channels,
    requested: message?.routing,
    wanted: message?.channels,
    recipient: { userId: letter.addressee.userId, profile: letter.profile },
    providers: ready.snapshot.providers,
  });
  const draft = draftOf(letter, ready);
  if (found.status === 'UNROUTABLE') return unroutable(draft, found, context);
  const variables = variablesOf(messageScope(letter, ready));
  const rendered = found.ways.map((way) => legOn(way, letter, variables));
  const history = [...draft.history, ...rendered.flatMap(({ events }) => events)];
  return { message: { ...draft, status: 'ROUTED', history }, legs: rendered.map(({ leg }) => leg), context };
}

/** Its events are written with the first claim, which is the first provider's; whose call it ended with is told by the last one. */
function legOn(
  { channel, address, providers, wanted }: Way<ProviderConfig>,
  { content }: Letter,
  variables: Variables,
): { leg: Leg; events: HistoryEvent[] } {
  const hidden: Problem[] = [];
  const rendered = renderContent(content, channel, variables, (problem: Problem) => hidden.push(problem));
  return {
    leg: { rendition: { channel, address, rendered: { ...rendered }, ...(wanted && { wanted }) }, providers },
    events: [
      historyEvent('RENDERED', { channel, ...(hidden.length > 0 && { hidden }) }),
      historyEvent('DELIVERING', { channel, provider: providers[0]?.provider }),
    ],
  };
}

function messageScope(
  { addressee, profile, user }: Letter,
  { scope, bindings }: ReadyStep,
): Parameters<typeof variablesOf>[0] {
  return {
    data: addressee.data,
    profile,
    userId: addressee.userId,
    recipient: scope.recipient,
    brand: scope.brand ?? user.tenant?.brandId,
    tenant: user.tenant,
    bindings,
  };
}

function unroutable(
  draft: Omit<NewMessage, 'status'>,
  { status, reason, error }: Route<ProviderConfig> & { status: 'UNROUTABLE' },
  context: StepContext,
): Effect {
  const history = [...draft.history, historyEvent('UNROUTABLE', { reason })];
  const message = { ...draft, status, reason, error, history };
  return { outcome: { kind: 'processed', messageId: draft.id }, context: { ...context, reason: error }, message };
}
