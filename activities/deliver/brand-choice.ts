import type { Brand } from '../../language/content/brand.ts';
import { brandsOfSend } from '../../language/content/brand-name.ts';
import type { JsonObject } from '../../language/json/json.ts';
import { InvalidInput } from '../../language/problem.ts';
import { compileBrand } from '../../messages/brand/compile-brand.ts';
import type { CompiledBrand } from '../../messages/brand/compiled-brand.ts';
import { inheritBrand, inheritsDefault } from '../../messages/brand/inherit-brand.ts';
import { CompiledCache } from '../../messages/compiled-cache.ts';
import type { StoredBrand } from '../ports/brands.ts';
import type { Lookups } from '../ports/lookups.ts';
import { ignored } from '../step/ignored.ts';
import type { SeenUser } from '../step/seen-user.ts';
import type { Composition } from './composition.ts';

/** What decides a message's brand, beside its step. */
interface Occasion {
  channel: string;
  /** The template's. */
  brandId?: string;
  user: Pick<SeenUser, 'tenant'>;
}

/** The brand to use, if there is one, and a warning for each that is named and does not exist. */
interface Choice {
  brand?: CompiledBrand;
  warnings: string[];
}

/** Finds the brand of a message, compiled once for each of its versions. */
export class BrandChoice {
  readonly #compiled = new CompiledCache<CompiledBrand>();

  constructor(readonly lookups: Lookups) {}

  /**
   * The first brand that there is: of the send or its run, of the channel, of the tenant, of the template, of the workspace
   * (§11.3). One that there is not is no reason to fail: a warning tells of it.
   */
  async choose({ channel, brandId, user }: Occasion, { fields, scope, snapshot }: Composition): Promise<Choice> {
    const { environmentId, brands, defaultBrand } = snapshot;
    const loaded = (id: string | undefined) => brands.find((brand) => brand.id === id);
    const named = [...brandsOfSend(fields as JsonObject, scope, channel), user.tenant?.brandId, brandId];
    const warnings: string[] = [];
    const usual = loaded(defaultBrand);
    for (const id of new Set(named.filter((id) => id !== undefined))) {
      const brand = loaded(id) ?? (await this.lookups.findBrand(environmentId, id));
      if (brand) return this.#compile(brand, usual, warnings);
      warnings.push(ignored('brand', id));
    }
    return usual ? this.#compile(usual, undefined, warnings) : { warnings };
  }

  /** Two brands that are fine each may be too much together. */
  #compile(brand: StoredBrand, usual: StoredBrand | undefined, warnings: string[]): Choice {
    const from = usual && usual.id !== brand.id && inheritsDefault(brand) ? usual : undefined;
    const whole: Brand = from ? inheritBrand(brand, from) : brand;
    try {
      const version = [brand.version, from?.version].join('+');
      return { brand: this.#compiled.find(version, () => compileBrand(whole)), warnings };
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      return { warnings: [...warnings, `its brand cannot be used: ${error.message}`] };
    }
  }
}
