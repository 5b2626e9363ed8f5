import type { SendFields } from '../../language/actions/send.ts';
import type { Content } from '../../language/content.ts';
import type { JsonObject } from '../../language/json.ts';
import { InvalidInput, type Problem } from '../../language/problem.ts';
import { tenantOfSend } from '../../language/tenant-name.ts';
import type { CompiledBrand } from '../../messages/brand/compiled-brand.ts';
import { type CompiledContent, compileContent, renderContent } from '../../messages/content.ts';
import { RenderFailure } from '../../messages/render-failure.ts';
import { type Route, route } from '../../messages/routing.ts';
import { variablesOf } from '../../messages/variables.ts';
import type { NewMessage } from '../ports/ledger.ts';
import type { ProviderConfig, Runs } from '../ports/runs.ts';
import type { StepContext } from '../ports/statuses.ts';
import { failed } from '../step/failed.ts';
import { profileOf, seenUser } from '../step/seen-user.ts';
import type { Effect, ReadyStep } from '../step/step-transaction.ts';
import { addresseeOf, hasContact } from './addressee.ts';
import { BrandChoice } from './brand-choice.ts';
import { draftOf, event, onTheWay } from './draft.ts';
import type { Letter } from './letter.ts';
import { reship } from './reship.ts';
import type { Shipment } from './shipment.ts';
import { TemplateContent } from './template-content.ts';

/** Turns a ready send step into what is handed to providers, or into the outcome that it already has. */
export class Composer {
  readonly #templates: TemplateContent;
  /** Inline content is compiled once for all that share it: the recipients of a list. */
  readonly #inline = new WeakMap<Content, CompiledContent>();
  readonly #brands: BrandChoice;

  constructor(readonly runs: Runs) {
    this.#templates = new TemplateContent(runs);
    this.#brands = new BrandChoice(runs);
  }

  async compose(ready: ReadyStep<'send'>): Promise<Shipment | Effect> {
    if (ready.snapshot.earlier) return reship(ready, ready.snapshot.earlier);
    try {
      const letter = await this.#write(ready);
      return 'problem' in letter ? failed(letter.problem) : await this.#post(letter, ready);
    } catch (error) {
      if (error instanceof RenderFailure || error instanceof InvalidInput) return failed(error.message);
      throw error;
    }
  }

  async #write(ready: ReadyStep<'send'>): Promise<Letter | { problem: string }> {
    const { fields } = ready;
    const addressee = addresseeOf(fields, ready.scope);
    if (!addressee.userId && !hasContact(addressee.profile))
      return { problem: 'send needs a recipient or contact points' };
    const found = await this.#contentOf(fields, ready);
    if ('problem' in found) return found;
    const tenant = tenantOfSend(ready.step.fields, fields as JsonObject, ready.scope);
    const user = await seenUser({ userId: addressee.userId, tenant, infers: true }, ready, this.runs);
    return { ...found, addressee, user, profile: { ...profileOf(user), ...addressee.profile } };
  }

  async #contentOf(
    { template, message }: SendFields,
    ready: ReadyStep,
  ): Promise<Pick<Letter, 'content' | 'templateId' | 'brandId'> | { problem: string }> {
    if (message?.content) return { content: this.#compiled(message.content) };
    const name = message?.template ?? template ?? ready.scope.template;
    if (!name) return { problem: 'send needs a template' };
    return this.#templates.find(name, ready);
  }

  #compiled(content: Content): CompiledContent {
    const compiled = this.#inline.get(content) ?? compileContent(content, 'message.content');
    this.#inline.set(content, compiled);
    return compiled;
  }

  /** Routes and renders. A message without a way is a message all the same, and the run goes on (F-07). */
  async #post(letter: Letter, ready: ReadyStep<'send'>): Promise<Shipment | Effect> {
    const { profile, content, addressee } = letter;
    const { message } = ready.fields;
    const recipient = { userId: addressee.userId, profile };
    const way = route({
      written: content.channels,
      requested: channelsOf(message?.routing),
      recipient,
      providers: ready.snapshot.providers,
    });
    const draft = draftOf(letter, ready);
    if (way.status === 'UNROUTABLE') return unroutable(draft, way, letter.user.context);
    const { brand, warnings } = await this.#brands.choose({ ...letter, channel: way.channel }, ready);
    const hidden: Problem[] = [];
    const rendered = renderContent(content, {
      channel: way.channel,
      variables: variablesOf(messageScope({ ...letter, brand }, ready)),
      brand,
      report: (problem) => hidden.push(problem),
      warn: (warning) => warnings.push(warning),
    });
    const looks = { brand_id: brand?.id, hidden, warnings };
    return {
      message: { ...draft, status: 'ROUTED', history: [...draft.history, ...onTheWay(way, looks)] },
      rendition: { channel: way.channel, address: way.address, rendered: { ...rendered } },
      providers: way.providers,
      context: letter.user.context,
    };
  }
}

/** Channels in the order they are asked for; groups are taken apart. */
function channelsOf(routing: NonNullable<SendFields['message']>['routing']): string[] | undefined {
  return routing?.channels.flatMap((channel) =>
    typeof channel === 'string' ? [channel] : (channelsOf(channel) ?? []),
  );
}

function messageScope(
  { addressee, profile, user, brand }: Letter & { brand?: CompiledBrand },
  { scope, bindings }: ReadyStep,
): Parameters<typeof variablesOf>[0] {
  return {
    data: addressee.data,
    profile,
    userId: addressee.userId,
    recipient: scope.recipient,
    brand: brand?.variables,
    tenant: user.tenant,
    bindings,
  };
}

function unroutable(
  draft: Omit<NewMessage, 'status'>,
  { status, reason, error }: Route<ProviderConfig> & { status: 'UNROUTABLE' },
  context: StepContext,
): Effect {
  const history = [...draft.history, event('UNROUTABLE', { reason })];
  const message = { ...draft, status, reason, error, history };
  return { outcome: { kind: 'processed', messageId: draft.id }, context: { ...context, reason: error }, message };
}
