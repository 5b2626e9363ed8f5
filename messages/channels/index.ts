import type { Channel } from './channel.ts';
import { email } from './email.ts';
import { inbox } from './inbox.ts';
import { sms } from './sms.ts';

/** Every channel that messages can take, by its name on the wire. */
export const channels: ReadonlyMap<string, Channel> = new Map(Object.entries({ email, sms, inbox }));
