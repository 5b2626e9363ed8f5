import type { ElementKind } from './element-kind.ts';

/** Shown to nobody. */
export const comment: ElementKind<'comment'> = () => ({ html: () => '', text: () => '' });
