import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, it } from 'vitest';

import { freePort } from '../../../platform/free-port.ts';

it('R-10 free port: the wanted one when it is free, another when it is in use, any for 0', async () => {
  const wanted = await freePort(0);
  expect(await freePort(wanted)).toBe(wanted);
  const taken = createServer().listen(wanted, '127.0.0.1');
  await once(taken, 'listening');
  const other = await freePort((taken.address() as AddressInfo).port);
  taken.close();
  expect(other).toBeGreaterThan(0);
  expect(other).not.toBe(wanted);
});
