import type { Channel } from './channel.ts';

/** One address: no list, no display name, nothing that could end a header. */
const ADDRESS = /^[^\s\p{Cc},;:<>()[\]"\\@]{1,64}@[^\s\p{Cc},;:<>()[\]"\\@]{1,253}$/u;

/** Email, to the profile's `email`. */
export const email: Channel = {
  address: 'valid email',
  addressOf: ({ profile }) => {
    const { email } = profile;
    return typeof email === 'string' && ADDRESS.test(email) ? email : undefined;
  },
};
