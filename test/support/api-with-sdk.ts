import Courier, { type ClientOptions } from '@trycourier/courier';

import { keys, startApi } from './api.ts';

/** The API on a port of this process, and the published SDK as the holder of its test key. */
export async function startApiWithSdk(options: Pick<ClientOptions, 'maxRetries'> = {}) {
  const api = await startApi();
  await api.app.listen(0, '127.0.0.1');
  const courier = new Courier({ apiKey: keys.test, baseURL: await api.app.getUrl(), ...options });
  return { api, courier };
}
