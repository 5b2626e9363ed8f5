import type { Client } from './client.ts';

/** Less than one chunk of a send to a list, and more than two. */
export const lists = [
  { id: 'few', members: membersOf('few', 6) },
  { id: 'many', members: membersOf('many', 110) },
];

/** A saved automation that sends one mail, with this subject, to this user. */
export const FOLLOW_UP = {
  id: 'follow-up',
  name: 'Follow-up',
  steps: [
    {
      action: 'send',
      message: {
        to: { user_id: { $ref: 'data.user_id' }, email: { $ref: 'data.email' } },
        content: { title: '{{subject}}', body: 'Nothing lost, nothing doubled.' },
      },
    },
  ],
};

/** Gives an environment its provider, its people, its lists and its automation. Throws when it was not answered. */
export async function settle(client: Client, mailPort: number): Promise<void> {
  const { guarantee, rateLimit } = client.environment;
  const settings = {
    host: '127.0.0.1',
    port: mailPort,
    secure: false,
    from_address: 'angarium@proof.example',
    guarantee,
  };
  const provider = { provider: 'smtp', settings, ...(rateLimit && { rate_limit: rateLimit }) };
  must(await client.post('/providers', 'provider', provider));
  const { id: automation, ...definition } = FOLLOW_UP;
  must(await client.put(`/automations/${automation}`, definition));
  must(await client.post(`/automations/${automation}/publish`, 'publish'));
  for (const { id, members } of lists) {
    must(await client.put(`/lists/${id}`, { name: id }));
    const profiles = members.map((user) =>
      client.put(`/profiles/${user}`, { profile: { email: `${user}@proof.example` } }),
    );
    for (const written of await Promise.all(profiles)) must(written);
    const recipients = members.map((recipientId) => ({ recipientId }));
    must(await client.put(`/lists/${id}/subscriptions`, { recipients }));
  }
}

function membersOf(list: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${list}-${index}`);
}

function must(answer: object | undefined): void {
  if (!answer) throw new Error('the product did not take its setting up');
}
