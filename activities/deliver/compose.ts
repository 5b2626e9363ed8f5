import type { Content } from '../../language/content/content.ts';
import type { JsonObject } from '../../language/json/json.ts';
import { hasContact } from '../../language/people/has-contact.ts';
import { tenantOfSend } from '../../language/people/tenant-name.ts';
import { InvalidInput } from '../../language/problem.ts';
import { type CompiledContent, compileContent } from '../../messages/content.ts';
import { RenderFailure } from '../../messages/render-failure.ts';
import type { Lookups } from '../ports/lookups.ts';
import { failed } from '../step/failed.ts';
import { profileOf, seenUser } from '../step/seen-user.ts';
import type { Effect } from '../step/step-transaction.ts';
import { type Addressee, addresseeOf } from './addressee.ts';
import { BrandChoice } from './brand-choice.ts';
import type { Composition, DatedComposition } from './composition.ts';
import { blankDraft } from './draft.ts';
import { holdBack } from './hold-back.ts';
import type { Letter, Unwritten } from './letter.ts';
import { missingIn } from './missing-in.ts';
import { momentOf } from './moment-of.ts';
import { post } from './post.ts';
import { reship } from './reship.ts';
import type { Shipment } from './shipment.ts';
import { subscriptionOf } from './subscription-of.ts';
import { TemplateContent } from './template-content.ts';
import { unsent } from './unsent.ts';

/** Turns a ready send step into what is handed to providers, or into the outcome that it already has. */
export class Composer {
  readonly #templates: TemplateContent;
  /** Inline content is compiled once for all that share it: the recipients of a list. */
  readonly #inline = new WeakMap<Content, CompiledContent>();
  readonly #brands: BrandChoice;

  constructor(
    readonly lookups: Lookups,
    /** Milliseconds since the epoch. */
    readonly now: () => number,
  ) {
    this.#templates = new TemplateContent(lookups);
    this.#brands = new BrandChoice(lookups);
  }

  async compose(composition: Composition): Promise<Shipment | Effect> {
    const { earlier, providers } = composition.snapshot;
    if (earlier) return reship(earlier, providers);
    const dated = { ...composition, at: momentOf(composition.call, this.now) };
    try {
      const letter = await this.#write(dated);
      if ('outcome' in letter) return letter;
      return 'problem' in letter ? unwritten(letter, dated) : await post(letter, dated, this.#brands);
    } catch (error) {
      if (error instanceof RenderFailure || error instanceof InvalidInput)
        return unwritten({ problem: error.message }, dated);
      throw error;
    }
  }

  async #write(composition: DatedComposition): Promise<Letter | Unwritten | Effect> {
    const { fields, step } = composition;
    const addressee = addresseeOf(fields, composition.scope);
    if (!addressee.userId && !hasContact(addressee.profile))
      return { problem: 'send needs a recipient or contact points' };
    const isDelayed = fields.message?.delay !== undefined;
    const seen = isDelayed ? await this.#see(addressee, composition) : undefined;
    const held = seen && holdBack(composition, seen.profile);
    if (held && step.verbatim) return held;
    const found = await this.#contentOf(composition);
    if ('problem' in found) return found;
    const written = { ...found, addressee, ...(seen ?? (await this.#see(addressee, composition))) };
    const letter = { ...written, ...(await subscriptionOf(written, composition, this.lookups)) };
    if (held) await this.#rehearse(letter, composition);
    return held ?? letter;
  }

  /** What a step lacks is known before its message is held back, and ends its run now. N-07, F-05 */
  async #rehearse(letter: Letter, composition: DatedComposition): Promise<void> {
    if (missingIn(letter, composition).length > 0) await post(letter, composition, this.#brands);
  }

  async #see({ userId, profile }: Addressee, composition: Composition): Promise<Pick<Letter, 'user' | 'profile'>> {
    const { step, fields, scope } = composition;
    const tenant = tenantOfSend(step.fields, fields as JsonObject, scope);
    const isDecided = scope.tenantId !== undefined && userId === scope.recipient;
    const user = await seenUser({ userId, tenant, infers: !isDecided }, composition, this.lookups);
    return { user, profile: { ...profileOf(user), ...profile } };
  }

  async #contentOf(
    composition: Composition,
  ): Promise<Pick<Letter, 'content' | 'templateId' | 'brandId' | 'channel' | 'providerKey' | 'topicId'> | Unwritten> {
    const { template, message } = composition.fields;
    if (message?.content) return { content: this.#compiled(message.content) };
    const name = message?.template ?? template ?? composition.scope.template;
    if (!name) return { problem: 'send needs a template' };
    return this.#templates.find(name, composition);
  }

  #compiled(content: Content): CompiledContent {
    const compiled = this.#inline.get(content) ?? compileContent(content, 'message.content');
    this.#inline.set(content, compiled);
    return compiled;
  }
}

/** In an automation the step is at fault, and its run ends (F-06). */
function unwritten(found: Unwritten, composition: DatedComposition): Effect {
  return composition.step.verbatim ? unsent(found, blankDraft(composition), composition.at) : failed(found.problem);
}
