import type { Channel } from './channel.ts';

const NUMBER = /^[+(]?[0-9][0-9 ().-]{2,30}$/;

/** Text messages, to the profile's `phone_number`. */
export const sms: Channel = {
  address: 'valid phone_number',
  addressOf: ({ profile }) => {
    const { phone_number: number } = profile;
    return typeof number === 'string' && NUMBER.test(number) ? number : undefined;
  },
};
