import fc from 'fast-check';

/** Brands, templates and strategies as several steps name them; some of each are none, or refer to nothing. */
export const brand = fc.constantFrom<unknown>(undefined, 'acme', 'nowhere', 'refs.data.who', { $ref: 'data.missing' });

export const template = fc.constantFrom('WELCOME', 'WELCOME', 'NEWS', 'STRICT', 'MISSING', { $ref: 'data.missing' });

export const strategy = fc.constantFrom(undefined, 'replace', 'overwrite', 'soft-merge', 'none', { $ref: 'data.how' });
