import type { Scope } from './scopes.ts';

const KEYS = /^\/api-keys(\/|$)/;
/** What everything else in an environment depends on. */
const FOUNDATIONS = /^\/(providers|workspace|inbound\/webhooks)(\/|$)/;
/** What begins, repeats or ends sending. */
const SENDING =
  /^\/(send|inbound\/[a-z]+|automations(\/:[^/]+)?\/invoke|journeys\/:[^/]+\/invoke|(automations|journeys)\/cancel|messages\/:[^/]+\/(cancel|resend))$/;

/** What only looks, although its request has a body. */
const LOOKING = /^\/(automations|journeys)\/simulate$/;

/** The scope that a request needs, by its method and its route's path. W-21 */
export function scopeOf(method: string, path: string): Scope {
  if (KEYS.test(path)) return 'admin';
  if (method === 'GET' || method === 'HEAD' || LOOKING.test(path)) return 'read';
  if (FOUNDATIONS.test(path)) return 'admin';
  return SENDING.test(path) ? 'send' : 'write';
}
