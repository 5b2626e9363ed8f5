import type { Brand } from '../../language/content/brand.ts';

/** A brand as it is stored. */
export interface StoredBrand extends Brand {
  /** Another one for every change. */
  version: string;
}
