import dns from 'node:dns';
import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { vi } from 'vitest';

/** Has every way out of the process throw, while something is done. */
export async function inClosedWorld<Result>(work: () => Promise<Result>): Promise<Result> {
  const refuse = () => {
    throw new Error('something leaves the process');
  };
  const ways = [
    vi.spyOn(net.Socket.prototype, 'connect').mockImplementation(refuse),
    vi.spyOn(dns, 'lookup').mockImplementation(refuse as never),
    vi.spyOn(dns.promises, 'lookup').mockImplementation(refuse),
    vi.spyOn(http, 'request').mockImplementation(refuse),
    vi.spyOn(https, 'request').mockImplementation(refuse),
    vi.spyOn(globalThis, 'fetch').mockImplementation(refuse),
    vi.spyOn(fs, 'writeFileSync').mockImplementation(refuse),
  ];
  try {
    return await work();
  } finally {
    for (const way of ways) way.mockRestore();
  }
}

/** Has whoever changes something in a value throw. */
export function frozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const member of Object.values(value)) frozen(member);
  return value;
}
