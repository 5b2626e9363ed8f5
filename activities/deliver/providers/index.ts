import { outbox } from './outbox.ts';
import type { Provider } from './provider.ts';
import { Smtp } from './smtp.ts';

/** Every provider of this release, by catalog key. A new one is a file and a line here. */
export const providers: Record<string, Provider> = Object.fromEntries(
  [new Smtp(), outbox].map((provider) => [provider.key, provider]),
);
