import { z } from 'zod';

/** At most `max` requests of one key to one endpoint in each window of `windowMs`. W-31 */
export interface EndpointLimit {
  /** Upper case. */
  method: string;
  /** As in the reference, `/lists/{id}` included. */
  path: string;
  max: number;
  windowMs: number;
}

const windows: Record<string, number> = { s: 1_000, sec: 1_000, min: 60_000, h: 3_600_000, hour: 3_600_000 };
const entry = /^(GET|POST|PUT|PATCH|DELETE)\s+(\/\S*)\s*=\s*([1-9]\d{0,8})\/(s|sec|min|h|hour)$/;

/** Reads `PUT /lists/{id}=20/min,PUT /brands/{id}=200/min`. W-31 */
export const RateLimits = z.string().transform((text, context): EndpointLimit[] => {
  const limits = text.split(',').map((part) => readLimit(part.trim()));
  const broken = limits.indexOf(undefined);
  if (broken >= 0) {
    context.addIssue(`entry ${broken + 1} must look like PUT /lists/{id}=20/min (per s, min or h)`);
    return z.NEVER;
  }
  return limits.filter((limit) => limit !== undefined);
});

function readLimit(text: string): EndpointLimit | undefined {
  const [, method, path, max, unit] = entry.exec(text) ?? [];
  if (!method || !path || !unit) return undefined;
  return { method, path, max: Number(max), windowMs: windows[unit] ?? 0 };
}
