import type { Template } from '../templates/compile-template.ts';

/** Compiles a text of a brand's e-mail; `field` is its path there, by which problems name it. */
export type CompileText = (field: string, source: string | undefined) => Template;
