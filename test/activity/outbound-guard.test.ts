import type { LookupAddress } from 'node:dns';
import { networkInterfaces } from 'node:os';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import type { OutboundAnswer } from '../../activities/ports/outbound.ts';
import { OutboundAllow } from '../../platform/config/outbound-allow.ts';
import type { Resolve } from '../../platform/outbound/checked-lookup.ts';
import type { OutboundPolicy } from '../../platform/outbound/guard.ts';
import { HttpOutbound } from '../../platform/outbound/http-outbound.ts';
import { startWebServer, type WebServer } from '../support/web-server.ts';

/** What nobody may reach: it listens on every address of this machine. */
let secret: WebServer;
/** What may be reached, by its name: it sends its clients wherever they ask it to. */
let good: WebServer;

beforeAll(async () => {
  const hasSix = Object.values(networkInterfaces()).some((all) => all?.some(({ family }) => family === 'IPv6'));
  secret = await startWebServer(undefined, hasSix ? '::' : '0.0.0.0');
  good = await startWebServer(({ path }, response) => {
    const [status = '200', next, ...rest] = new URL(path, 'http://good.example').searchParams.getAll('to');
    const location = rest.length > 0 ? chain(status, ...rest) : next;
    // As bytes: what a server writes here need not be ASCII.
    if (location !== undefined)
      response.writeHead(Number(status), { location: Buffer.from(location).toString('latin1') });
    response.end('{}');
  });
});

afterEach(() => {
  const { connections } = secret.counts;
  secret.counts.connections = 0;
  expect(connections).toBe(0);
});

afterAll(async () => {
  await secret.close();
  await good.close();
});

/** An address of the good server that leads to each of the places in turn, the last of them its own. */
function chain(status: string | number, ...places: string[]): string {
  const query = new URLSearchParams();
  for (const to of [`${status}`, ...places]) query.append('to', to);
  return `http://good.example:${good.port}/?${query}`;
}

const names: Record<string, string[]> = {
  localhost: ['127.0.0.1', '::1'],
  'localhost.localdomain': ['127.0.0.1'],
  'printer.localhost': ['127.0.0.1'],
  'ip6-localhost': ['::1'],
  'private.example': ['127.0.0.1'],
  'private6.example': ['::1'],
  'any.example': ['0.0.0.0'],
  'any6.example': ['::'],
  'mapped.example': ['::ffff:127.0.0.1'],
  'nat64.example': ['64:ff9b::7f00:1'],
  '6to4.example': ['2002:7f00:1::'],
  'zone.example': ['fe80::1%lo'],
  'mixed.example': ['93.184.216.34', '127.0.0.1'],
  'mixed6.example': ['2606:4700::1', '::1'],
  'metadata.google.internal': ['169.254.169.254'],
  'lan.example': ['10.0.0.1'],
  'cgnat.example': ['100.64.0.1'],
  'ula.example': ['fd00:ec2::254'],
  'nobody.example': [],
  'good.example': ['127.0.0.1'],
};

const addressOf = (address: string): LookupAddress => ({ address, family: address.includes(':') ? 6 : 4 });

const resolveNames: Resolve = async (hostname) => {
  const addresses = names[hostname.toLowerCase().replace(/\.$/, '')];
  if (!addresses) throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
  return addresses.map(addressOf);
};

/** A client that may call good.example, and for which the secret's port is a usual one: only its address stands against it. */
function outbound(policy: Partial<OutboundPolicy> = {}, resolve = resolveNames): HttpOutbound {
  const allowed = OutboundAllow.parse('good.example');
  return new HttpOutbound({ http: true, allowed, ports: [`${secret.port}`], ...policy }, resolve);
}

async function call(url: string, client = outbound(), method = 'GET'): Promise<OutboundAnswer['kind']> {
  if (!URL.canParse(url)) return 'refused';
  const request = { method, url: new URL(url), headers: {}, timeoutMs: 5_000, maxBytes: 100 };
  return (await client.send(request)).kind;
}

const loopback = [
  ...['127.0.0.1', '127.0.0.2', '127.1', '127.0.1', '127.255.255.254', '127.0.0.1.', '2130706433', '0x7f000001'],
  ...['0x7F.0.0.1', '0x7f.1', '0177.0.0.1', '0177.1', '017700000001', '00000177.0.0.1', '0x7f.0.0x0.01'],
  ...['１２７.０.０.１', '①②⑦.⓪.⓪.①', '127。0。0。1', '127%2e0.0.1', '%31%32%37.0.0.1', '0', '0.0.0.0', '0x0'],
  ...[
    '[::1]',
    '[::]',
    '[0:0:0:0:0:0:0:1]',
    '[0000::0001]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::FFFF:127.0.0.1]',
  ],
  ...['[::127.0.0.1]', '[::7f00:1]', '[::ffff:0:0]', '[::ffff:0:127.0.0.1]', '[::1%25lo]', '[::1%lo]'],
];

const elsewhere = [
  ...['10.0.0.1', '012.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.0.1', '3232235521', '192.168.257'],
  ...['169.254.169.254', '0xa9fea9fe', '2852039166', '0251.0376.0251.0376', '169.254.43518', '169.254.170.2'],
  ...['100.64.0.1', '100.100.100.200', '100.127.255.255', '168.63.129.16', '192.0.0.192', '192.0.2.1', '198.18.0.1'],
  ...['198.51.100.1', '203.0.113.1', '192.88.99.1', '224.0.0.1', '239.255.255.250', '240.0.0.1', '255.255.255.255'],
  ...['[::ffff:169.254.169.254]', '[::ffff:a00:1]', '[64:ff9b::7f00:1]', '[64:ff9b::169.254.169.254]'],
  ...['[64:ff9b:1::7f00:1]', '[2002:7f00:1::]', '[2002:a9fe:a9fe::1]', '[2001:0:7f00:1::1]', '[fe80::1]', '[febf::1]'],
  ...['[fec0::1]', '[fc00::1]', '[fd00:ec2::254]', '[ff02::1]', '[2001:db8::1]', '[100::1]', '[5f00::1]', '[3fff::1]'],
  ...['[4000::1]', '[e000::1]', '[::a9fe:a9fe]'],
];

const tricks = [
  ...['example.com@127.0.0.1', 'example.com:443@127.0.0.1', 'ada:secret@127.0.0.1', '@127.0.0.1', ':@[::1]'],
  ...['good.example@127.0.0.1', 'good.example%00@127.0.0.1', 'good.example%2f@127.0.0.1', 'user@good.example'],
  ...[
    'LOCALHOST',
    'localhost.',
    'lOcAlHoSt',
    'ｌｏｃａｌｈｏｓｔ',
    'local%68ost',
    'loc\u00adalhost',
    'private.example.',
  ],
  ...Object.keys(names).filter((name) => name !== 'good.example'),
];

describe('guard of outbound requests', () => {
  it.each([...loopback, ...elsewhere, ...tricks])('N-32 guard: %s is not called', async (host) => {
    expect(await call(`http://${host}:${secret.port}/`)).toBe('refused');
  });

  it.each([
    '127.0.0.1\\@good.example',
    '127.0.0.1#@good.example',
    '127.0.0.1?@good.example',
    '127.0.0.1/@good.example',
  ])('N-32 guard: %s is not called, whichever host it names', async (host) => {
    expect(await call(`http://${host.replace(/(?<=1)(?=\D@)/, `:${secret.port}`)}/`)).toBe('refused');
  });

  it('N-32 guard: there are more than sixty of them, and where they are allowed they arrive', async () => {
    expect(loopback.length + elsewhere.length + tricks.length).toBeGreaterThan(60);
    const allowed = OutboundAllow.parse('127.0.0.0/8,0.0.0.0/8,::/127,good.example');
    const sent = ['127.0.0.1', '2130706433', '0177.0.0.1', '[::ffff:7f00:1]', 'private.example', 'LOCALHOST.'];
    for (const host of sent)
      expect(await call(`http://${host}:${secret.port}/`, outbound({ allowed }))).toBe('answered');
    expect(secret.counts.connections).toBe(sent.length);
    secret.counts.connections = 0;
  });

  it.each(['22', '25', '81', '3306', '5432', '6379', '7233', '8080', '9200', '65535', '1', '0'])(
    'N-32 guard: port %s is not called, private or not',
    async (port) => {
      const client = outbound({ ports: undefined });
      for (const host of ['93.184.216.34', '[2606:4700::1]', '127.0.0.1', 'private.example'])
        expect(await call(`http://${host}:${port}/`, client)).toBe('refused');
    },
  );

  it.each(['ftp', 'file', 'ws', 'wss', 'gopher', 'unix', 'blob:http', 'view-source:http', 'HTTP'])(
    'N-32 guard: %s is not called',
    async (scheme) => {
      const client = outbound({ http: false });
      expect(await call(`${scheme}://127.0.0.1:${secret.port}/`, client)).toBe('refused');
      expect(await call(`${scheme}://good.example:${good.port}/`, client)).toBe('refused');
    },
  );

  it.each(['data:application/json,{}', 'javascript:alert(1)', 'about:blank', 'mailto:ada@example.com'])(
    'N-32 guard: %s is not called',
    async (url) => {
      expect(await call(url)).toBe('refused');
    },
  );
});

describe('guard of a name that changes its mind', () => {
  it.each([[['127.0.0.2', '127.0.0.1']], [['127.0.0.1', '127.0.0.2']], [['127.0.0.2', '127.0.0.2', '127.0.0.1']]])(
    'N-32 guard: it is looked up once, and what was checked is what is connected to: %j',
    async (turns) => {
      const web = await startWebServer(undefined, '0.0.0.0');
      let asked = 0;
      const flipping: Resolve = async () => [addressOf(turns[asked++ % turns.length] as string)];
      const client = outbound({ allowed: OutboundAllow.parse('127.0.0.2/32') }, flipping);
      for (let request = 0; request < 6; request += 1) {
        const isAllowed = turns[request % turns.length] === '127.0.0.2';
        expect(await call(`http://flip.example:${web.port}/`, client)).toBe(isAllowed ? 'answered' : 'refused');
        expect(asked).toBe(request + 1);
      }
      expect(new Set(web.requests.map(({ to }) => to))).toEqual(new Set(['127.0.0.2']));
      await web.close();
    },
  );
});

describe('guard of redirects', () => {
  const targets = () => [
    ...['127.0.0.1', '2130706433', '0177.1', '[::1]', '[::ffff:7f00:1]', '１２７.０.０.１'].map(
      (host) => `http://${host}:${secret.port}/`,
    ),
    ...['private.example', 'localhost', 'mixed.example', 'nat64.example'].map(
      (host) => `http://${host}:${secret.port}/`,
    ),
    ...[
      `//127.0.0.1:${secret.port}/`,
      `http://good.example@127.0.0.1:${secret.port}/`,
      `https://127.0.0.1:${secret.port}/`,
    ],
    ...[
      'http://169.254.169.254/latest/meta-data',
      `ftp://127.0.0.1:${secret.port}/`,
      'file:///etc/passwd',
      'javascript:1',
    ],
    ...['http://93.184.216.34:22/', 'http://[::1', 'data:application/json,{}'],
  ];

  it.each([301, 302, 303, 307, 308])('N-32 guard: a %i leads nowhere that may not be called', async (status) => {
    for (const target of targets()) {
      expect(await call(chain(status, target)), target).toBe('refused');
      expect(await call(chain(status, target), outbound(), 'POST'), target).toBe('refused');
    }
  });

  it.each([1, 2, 3])('N-32 guard: nor does a chain of %i', async (length) => {
    for (const target of targets()) {
      good.requests.length = 0;
      expect(await call(chain(302, ...Array(length - 1).fill('on'), target)), target).toBe('refused');
      expect(good.requests).toHaveLength(length);
    }
  });

  it('A-40 guard: three redirects are followed, a fourth is not', async () => {
    const end = `http://good.example:${good.port}/`;
    expect(await call(chain(302, 'on', 'on', end))).toBe('answered');
    good.requests.length = 0;
    expect(await call(chain(302, 'on', 'on', 'on', end))).toBe('refused');
    expect(good.requests).toHaveLength(4);
  });
});

it('N-32 guard: proxies of the environment are not asked', async () => {
  const variables = [
    'http_proxy',
    'HTTP_PROXY',
    'https_proxy',
    'HTTPS_PROXY',
    'all_proxy',
    'ALL_PROXY',
    'NODE_USE_ENV_PROXY',
  ];
  const before = variables.map((name) => [name, process.env[name]] as const);
  for (const name of variables) process.env[name] = `http://127.0.0.1:${secret.port}`;
  expect(await call(`http://good.example:${good.port}/`)).toBe('answered');
  for (const [name, value] of before) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
});
