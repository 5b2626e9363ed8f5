import type { SendFields } from '../../language/actions/send.ts';
import type { Content } from '../../language/content/content.ts';
import type { JsonObject } from '../../language/json/json.ts';
import { hasContact } from '../../language/people/has-contact.ts';
import { tenantOfSend } from '../../language/people/tenant-name.ts';
import { InvalidInput } from '../../language/problem.ts';
import { type CompiledContent, compileContent } from '../../messages/content.ts';
import { RenderFailure } from '../../messages/render-failure.ts';
import type { Runs } from '../ports/runs.ts';
import { failed } from '../step/failed.ts';
import { profileOf, seenUser } from '../step/seen-user.ts';
import type { Effect, ReadyStep } from '../step/step-transaction.ts';
import { type Addressee, addresseeOf } from './addressee.ts';
import { BrandChoice } from './brand-choice.ts';
import { blankDraft } from './draft.ts';
import { historyEvent } from './history-event.ts';
import { holdBack } from './hold-back.ts';
import type { Letter, Unwritten } from './letter.ts';
import { post } from './post.ts';
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
    const { earlier, providers } = ready.snapshot;
    if (earlier) return reship(earlier, providers);
    try {
      const letter = await this.#write(ready);
      if ('outcome' in letter) return letter;
      return 'problem' in letter ? unsent(letter, ready) : await post(letter, ready, this.#brands);
    } catch (error) {
      if (error instanceof RenderFailure || error instanceof InvalidInput)
        return unsent({ problem: error.message }, ready);
      throw error;
    }
  }

  async #write(ready: ReadyStep<'send'>): Promise<Letter | Unwritten | Effect> {
    const { fields } = ready;
    const addressee = addresseeOf(fields, ready.scope);
    if (!addressee.userId && !hasContact(addressee.profile))
      return { problem: 'send needs a recipient or contact points' };
    const seen = () => this.#see(addressee, ready);
    const held = fields.message?.delay && holdBack(ready, (await seen()).profile);
    if (held) return held;
    const found = await this.#contentOf(fields, ready);
    return 'problem' in found ? found : { ...found, addressee, ...(await seen()) };
  }

  async #see({ userId, profile }: Addressee, ready: ReadyStep<'send'>): Promise<Pick<Letter, 'user' | 'profile'>> {
    const tenant = tenantOfSend(ready.step.fields, ready.fields as JsonObject, ready.scope);
    const user = await seenUser({ userId, tenant, infers: true }, ready, this.runs);
    return { user, profile: { ...profileOf(user), ...profile } };
  }

  async #contentOf(
    { template, message }: SendFields,
    ready: ReadyStep,
  ): Promise<Pick<Letter, 'content' | 'templateId' | 'brandId'> | Unwritten> {
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
}

/** In an automation the step is at fault, and its run ends (F-06); a request of its own has nothing but its message to tell. */
function unsent({ problem, status, reason }: Unwritten, ready: ReadyStep<'send'>): Effect {
  if (!ready.step.verbatim) return failed(problem);
  const draft = blankDraft(ready);
  const told = status ? { status, reason } : ({ status: 'UNDELIVERABLE', reason: 'FAILED' } as const);
  const history = [...draft.history, historyEvent(told.status, { reason: told.reason })];
  const message = { ...draft, ...told, error: problem, history };
  return { outcome: { kind: 'processed', messageId: draft.id }, context: { reason: problem }, message };
}
