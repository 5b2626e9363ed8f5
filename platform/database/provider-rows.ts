import type { RateLimit } from '../../activities/ports/pace.ts';
import type { ProviderConfig } from '../../activities/ports/provider-config.ts';
import { OUTBOX } from '../../messages/outbox.ts';

/** A provider as SQL gives it: its row as JSON. */
export type ProviderRow = Omit<ProviderConfig, 'rateLimit'> & { secrets: string | null; rate_limit: RateLimit | null };

/** The order in which the providers `p` are tried: oldest first, the outbox last. */
export const OUTBOX_LAST = `p.provider = '${OUTBOX}', p.created_at, p.id`;

/** An environment's providers as JSON rows, in that order. `environment` is an SQL expression. */
export function providersOf(environment: string): string {
  return `SELECT jsonb_agg(to_jsonb(p) ORDER BY ${OUTBOX_LAST})
     FROM provider p
    WHERE p.environment_id = ${environment}`;
}

/** The provider of such a row. */
export function providerOf({
  id,
  provider,
  channels,
  version,
  guarantee,
  settings,
  secrets,
  rate_limit: rateLimit,
}: ProviderRow): ProviderConfig {
  const always = { id, provider, channels, version, guarantee, settings };
  return { ...always, ...(secrets && { sealed: secrets }), ...(rateLimit && { rateLimit }) };
}
