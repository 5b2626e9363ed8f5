/** The blocks of a template that are helpers; `{{#name}}` with any other name is a section over that variable. */
export const BLOCKS: readonly string[] = ['if', 'unless', 'each', 'with'];
