import type { Client } from './client.ts';

/** More than one chunk of a send to a list, and less. */
export const lists = [
  { id: 'few', members: membersOf('few', 6) },
  { id: 'many', members: membersOf('many', 60) },
];

/** Gives an environment its provider, its people and its lists. Throws when it was not answered. */
export async function settle(client: Client, mailPort: number): Promise<void> {
  const { guarantee } = client.environment;
  const settings = {
    host: '127.0.0.1',
    port: mailPort,
    secure: false,
    from_address: 'angarium@proof.example',
    guarantee,
  };
  const provider = { provider: 'smtp', settings };
  must(await client.post('/providers', 'provider', provider));
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
