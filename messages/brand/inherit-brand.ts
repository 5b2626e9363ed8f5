import type { Brand, BrandEmail } from '../../language/content/brand.ts';

const PARTS = ['head', 'header', 'footer'] as const satisfies (keyof BrandEmail)[];

/** True where a part of the brand is that of the workspace's default brand. */
export function inheritsDefault({ settings: { email = {} } }: Brand): boolean {
  return PARTS.some((part) => email[part]?.inheritDefault);
}

/** A brand whose parts with `inheritDefault` are those of another one. The other's snippets come along, below its own. */
export function inheritBrand(brand: Brand, from: Brand): Brand {
  const { settings } = brand;
  const taken = PARTS.filter((part) => settings.email?.[part]?.inheritDefault);
  const parts = Object.fromEntries(taken.map((part) => [part, from.settings.email?.[part]]));
  const names = brand.snippets.map(({ name }) => name);
  return {
    ...brand,
    settings: { ...settings, email: { ...settings.email, ...parts } },
    snippets: [...brand.snippets, ...from.snippets.filter(({ name }) => !names.includes(name))],
  };
}
