import type { JsonObject } from '../../language/json/json.ts';
import type { TimelineMessage, Warning } from '../timeline/timeline.ts';
import type { Circumstances } from './warning-rule.ts';

/** Messages whose content has nothing for the channel that they would take, or for any that they may. */
export function unwrittenChannels({ entries }: Circumstances): Warning[] {
  return entries.flatMap(({ id, messages = [] }) => {
    const told = new Set(messages.flatMap(problemOf));
    return [...told].map((message) => ({ step: id, message }));
  });
}

function problemOf({ channel, rendered, reason, error }: TimelineMessage): string[] {
  if (reason === 'NO_CHANNELS') return [`the content has nothing for the channels of the message: ${error ?? ''}`];
  if (channel === undefined || !rendered) return [];
  return isWritten(rendered) ? [] : [`the content has nothing for ${channel}`];
}

/** An email has its frame in any case, and its text is what else is in it, but for pictures. */
function isWritten({ html, text, body }: JsonObject): boolean {
  const hasWords = [text, body].some((words) => typeof words === 'string' && words.trim() !== '');
  return hasWords || (typeof html === 'string' && html.includes('<img'));
}
