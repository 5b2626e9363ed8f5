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

it('R-10 free port: none of those that systems give to connections, which would take it before it is listened on', async () => {
  for (let times = 0; times < 20; times += 1) {
    const port = await freePort();
    expect(port).toBeGreaterThanOrEqual(10_000);
    expect(port).toBeLessThan(30_000);
  }
});

it('R-10 free port: a host that is not of this machine has none', async () => {
  await expect(freePort(0, '192.0.2.1')).rejects.toThrow('no port of 192.0.2.1 is free');
});
