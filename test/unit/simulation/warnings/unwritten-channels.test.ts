import { describe, expect, it } from 'vitest';

import { simulateSteps } from '../../../support/simulation/simulate-body.ts';
import { memoryRows } from '../../../support/virtual.ts';

const to = { email: 'a@x.io', phone_number: '+15550100' };
const onlyEmail = {
  version: '2022-01-01',
  elements: [{ type: 'channel', channel: 'email', elements: [{ type: 'text', content: 'T' }] }],
};
const emailOnly = { elements: [{ type: 'text', content: 'T', channels: ['email'] }] };
const on = (channel: string) => ({ method: 'single', channels: [channel] });

describe('unwritten channels', () => {
  it.each([
    ['content for the channel', { content: emailOnly, routing: on('email') }, []],
    ['an empty text message', { content: emailOnly, routing: on('sms') }, ['the content has nothing for sms']],
    [
      'no channel at all',
      { content: onlyEmail, routing: on('sms') },
      [expect.stringMatching(/^the content has nothing for the channels of the message: no channel fits/)],
    ],
    ['a mail without a word', { content: { title: 'T', body: ' ' } }, ['the content has nothing for email']],
    ['a mail that is a picture', { content: { elements: [{ type: 'image', src: 'https://a.io/b.png' }] } }, []],
  ])('DR-10 unwritten channels: %s', async (_, message, expected) => {
    const rows = memoryRows();
    for (const provider of rows.providers) Object.assign(provider, { channels: ['email', 'sms'] });
    const { warnings } = await simulateSteps([{ action: 'send', message: { to, ...message } }], {}, { rows });
    expect(warnings.map(({ message: told }) => told)).toEqual(expected);
  });
});
