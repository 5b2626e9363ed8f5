import type { Channel } from './channel.ts';

/** The recipient's inbox, found by the user id. */
export const inbox: Channel = {
  address: 'user id',
  addressOf: ({ userId }) => userId || undefined,
};
