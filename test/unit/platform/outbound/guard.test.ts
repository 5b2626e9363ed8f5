import { describe, expect, it } from 'vitest';

import { OutboundAllow } from '../../../../platform/config/outbound-allow.ts';
import { addressRefusal, urlRefusal } from '../../../../platform/outbound/guard.ts';

const policyOf = (allow: string | undefined, http = false) => ({
  http,
  allowed: allow ? OutboundAllow.parse(allow) : { hosts: new Set<string>(), ranges: [] },
});

const PRIVATE = 'the server has a private address';
const PORTS = 'only the ports 80, 443, 8443 may be called';

describe('guard', () => {
  it.each([
    ['https://example.com/', undefined],
    ['https://93.184.216.34:8443/', undefined],
    ['https://[2606:4700::1]/', undefined],
    ['http://example.com/', 'only https may be called'],
    ['ftp://example.com/', 'only https may be called'],
    ['javascript:alert(1)', 'only https may be called'],
    ['https://ada@example.com/', 'a user name or a password stands in the URL'],
    ['https://:secret@example.com/', 'a user name or a password stands in the URL'],
    ['https://127.0.0.1/', PRIVATE],
    ['https://93.184.216.34:22/', PORTS],
  ])('N-32 guard: of %s it says %s', (url, reason) => {
    expect(urlRefusal(new URL(url), policyOf(undefined))).toBe(reason);
  });

  it('N-32 guard: http is called where the setting says so, and nothing else', () => {
    expect(urlRefusal(new URL('http://example.com/'), policyOf(undefined, true))).toBeUndefined();
    expect(urlRefusal(new URL('ftp://example.com/'), policyOf(undefined, true))).toBe(
      'only http and https may be called',
    );
  });

  it.each([
    ['127.0.0.1/32', 'https://127.0.0.1:9999/', undefined],
    ['127.0.0.1', 'https://2130706433:9999/', undefined],
    ['127.0.0.1/32', 'https://[::ffff:7f00:1]:9999/', undefined],
    ['127.0.0.1/32', 'https://127.0.0.2/', PRIVATE],
    ['10.1.0.0/16', 'https://10.1.255.255:1/', undefined],
    ['10.1.0.0/16', 'https://10.2.0.0/', PRIVATE],
    ['fd00::/8, 10.0.0.0/8', 'https://[fd12::1]:81/', undefined],
    ['fd00::1', 'https://[fd00::2]/', PRIVATE],
    ['0.0.0.0/0', 'https://[::1]/', PRIVATE],
    ['93.184.216.0/24', 'https://93.184.216.34:22/', undefined],
    ['93.184.216.0/24', 'http://93.184.216.34/', 'only https may be called'],
  ])('N-32 guard: with %s allowed, of %s it says %s', (allow, url, reason) => {
    expect(urlRefusal(new URL(url), policyOf(allow))).toBe(reason);
  });

  it.each([
    ['https://crm.internal:9999/', 'crm.internal', ['10.0.0.1'], undefined],
    ['https://CRM.internal./', 'crm.INTERNAL', ['10.0.0.1'], undefined],
    ['https://bücher.internal/', 'bücher.internal', ['10.0.0.1'], undefined],
    ['https://evil.crm.internal/', 'crm.internal', ['10.0.0.1'], PRIVATE],
    ['https://crm.internal.evil.example/', 'crm.internal', ['10.0.0.1'], PRIVATE],
    ['https://crm.internal:9999/', '10.0.0.0/8', ['10.0.0.1', '10.9.9.9'], undefined],
    ['https://crm.internal/', '10.0.0.0/8', ['10.0.0.1', '192.168.0.1'], PRIVATE],
    ['https://crm.internal/', '10.0.0.0/8', ['10.0.0.1', '93.184.216.34'], undefined],
    ['https://crm.internal:81/', '10.0.0.0/8', ['10.0.0.1', '93.184.216.34'], PORTS],
    ['https://example.com/', undefined, ['93.184.216.34', '2606:4700::1'], undefined],
    ['https://example.com/', undefined, ['93.184.216.34', '::1'], PRIVATE],
    ['https://example.com:8080/', undefined, ['93.184.216.34'], PORTS],
    ['https://example.com/', undefined, ['fe80::1%eth0'], PRIVATE],
  ])('N-32 guard: %s, with %s allowed, may lead to %j: %s', (url, allow, addresses, reason) => {
    expect(addressRefusal(addresses, new URL(url), policyOf(allow))).toBe(reason);
  });
});
