import { isJsonObject, type JsonObject } from '../json/json.ts';
import { memberAt } from '../json/member-at.ts';
import { memberOf } from '../json/member-of.ts';
import { literal } from '../reference/literal.ts';

/**
 * The brands that a send names for a message on a channel, the one that counts first: its own, in either form, or else its
 * run's; then that of the channel. §11.3, A-21
 */
export function brandsOfSend(fields: JsonObject, run: { brand?: string }, channel: string): string[] {
  const own = [...ownBrands(fields), run.brand].find(isName);
  const ofChannel = memberOf(memberAt(fields, `message.channels.${channel}`), 'brand_id');
  return [own, ofChannel].filter(isName);
}

/** The brands that a send names without a reference; the run's is known where the run is loaded. */
export function brandsAhead(written: JsonObject): string[] {
  const channels = memberAt(written, 'message.channels');
  const ofChannels = isJsonObject(channels) ? Object.values(channels).map((one) => memberOf(one, 'brand_id')) : [];
  return [...ownBrands(written), ...ofChannels].map((name) => literal(name as never)).filter(isName);
}

/** What the message says wins over the step's older field. */
function ownBrands(fields: JsonObject) {
  return [memberAt(fields, 'message.brand_id'), fields.brand];
}

function isName(name: unknown): name is string {
  return typeof name === 'string' && name !== '';
}
