import type { ApiUnderTest, keys } from './api.ts';

/** A node that lets requests start a journey. */
export const apiInvoke = { type: 'trigger', trigger_type: 'api-invoke' };

/** A journey that ends at once. */
export const briefly = [apiInvoke, { type: 'exit' }];

type Key = (typeof keys)[keyof typeof keys];

/** Makes a journey and gives it as it is answered. */
export async function createJourney(api: ApiUnderTest, changes: object = {}, key?: Key) {
  const body = { name: 'A journey', nodes: briefly, ...changes };
  const answer = await api.ask('POST', '/journeys', { body, key });
  if (answer.statusCode !== 201) throw new Error(`POST /journeys answered ${answer.statusCode}: ${answer.body}`);
  return answer.json();
}

/** The same, published. */
export async function publishedJourney(api: ApiUnderTest, changes: object = {}): Promise<string> {
  return (await createJourney(api, { state: 'PUBLISHED', ...changes })).id;
}
