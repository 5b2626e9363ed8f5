import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { carryOut } from '../../../../apps/cli/carry-out.ts';

const FIXTURES = 'test/fixtures/simulate';
const WORLD = ['--world', `${FIXTURES}/world.json`];
const START = ['--start', '2026-03-01T08:00:00Z'];

/** A stored timeline, as far as tests break it. */
interface Expected {
  run: object;
  timeline: unknown;
}

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'angarium-test-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(name: string, content: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

async function angarium(...words: string[]) {
  const said = { out: '', error: '' };
  const status = await carryOut(words, {
    out: (text) => {
      said.out += text;
    },
    error: (text) => {
      said.error += text;
    },
    now: () => Date.parse('2026-11-21T00:00:00Z'),
    version: '1.2.3',
  });
  return { status, ...said };
}

const simulated = async (...words: string[]) => {
  const { out, status, error } = await angarium('simulate', ...words, '--json');
  expect(error).toBe('');
  return { status, ...JSON.parse(out) };
};

it('DR-31 simulate: what the public Internet over https is not is not called', async () => {
  const webhook = { url: 'http://169.254.169.254/', method: 'GET' };
  const steps = [{ action: 'fetch-data', webhook, merge_strategy: 'overwrite' }];
  const { timeline } = await simulated(fileOf('guarded.json', { steps }), ...START);
  expect(timeline[0].reason).toBe('the call is not allowed: only https may be called');
});

describe('the documented requests', () => {
  it('DR-31 simulate: an ad-hoc automation that sends, waits and sends', async () => {
    const { status, run, timeline } = await simulated(`${FIXTURES}/order-update.json`, ...WORLD, ...START);
    expect([status, run.status, run.ended_at]).toEqual([0, 'PROCESSED', '2026-03-01T10:00:00.000Z']);
    expect(timeline[2].messages[0]).toMatchObject({
      address: 'user_123@example.com',
      rendered: { subject: 'Order ORD-9042 has left', text: 'Your Wireless Headphones are on the way.' },
    });
  });

  it('DR-31 simulate: one that waits until an instant that is over, in a tenant', async () => {
    const { status, run, timeline } = await simulated(`${FIXTURES}/delay-send.json`, ...WORLD, ...START);
    expect([status, run.ended_at]).toEqual([0, '2026-03-01T08:00:00.000Z']);
    expect(timeline[1].messages[0].rendered).toMatchObject({ subject: 'Hello Foo', text: 'From Hospital.' });
  });

  it('DR-31 simulate: a journey', async () => {
    const { status, timeline } = await simulated(`${FIXTURES}/journey.json`, ...WORLD, ...START);
    expect(status).toBe(0);
    expect(timeline[1]).toMatchObject({ node_id: 'confirm', messages: [{ rendered: { subject: 'Order order-456' } }] });
  });
});

describe('files and options', () => {
  const steps = [{ action: 'send', message: { content: { title: 'For {{who}}', body: 'At {{instant}}' } } }];

  it('DR-32 simulate: a definition alone, with profile, data, start and zone beside it', async () => {
    const automation = fileOf('automation.json', { name: 'Saved', steps });
    const profile = fileOf('profile.json', { email: 'ada@example.com', timezone: 'Asia/Tokyo' });
    const data = fileOf('data.json', { who: 'Ada', instant: 'noon' });
    const beside = ['--profile', profile, '--data', data];
    const { timeline } = await simulated(automation, ...beside, ...START);
    expect(timeline[0]).toMatchObject({ local: '2026-03-01T17:00:00.000+09:00' });
    expect(timeline[0].messages[0]).toMatchObject({ address: 'ada@example.com', rendered: { subject: 'For Ada' } });
    const elsewhere = await simulated(automation, ...beside, ...START, '--zone', 'UTC-05:00');
    expect(elsewhere.timeline[0].local).toBe('2026-03-01T03:00:00.000-05:00');
    expect((await simulated(automation, ...beside)).run.started_at).toBe('2026-11-21T00:00:00.000Z');
  });

  it('DR-29 DR-32 simulate: a journey with the event that starts it beside it, about a user of the world', async () => {
    const nodes = [
      { type: 'trigger', trigger_type: 'segment', request_type: 'track', event_id: 'Order Completed' },
      { type: 'send', message: { template: 'ordered' } },
    ];
    const journey = fileOf('ordered.json', { nodes });
    const order = { type: 'track', event: 'Order Completed', userId: 'ada', properties: { id: 'ORD-1' } };
    const event = fileOf('order.json', order);
    const content = { title: 'Order {{data.properties.id}}', body: 'For {{data.userId}}' };
    const profiles = { ada: { email: 'ada@example.com' } };
    const world = fileOf('people.json', { profiles, templates: { ordered: { content } } });
    const { status, timeline } = await simulated(journey, '--event', event, '--world', world);
    expect(status).toBe(0);
    expect(timeline[1].messages).toMatchObject([{ recipient: 'ada', rendered: { subject: 'Order ORD-1' } }]);
    const refusal = async (file: string, ...words: string[]) => {
      const refused = await angarium('simulate', file, ...words);
      return [refused.status, refused.error];
    };
    expect(await refusal(journey, '--event', event)).toEqual([1, expect.stringContaining('no such user')]);
    const other = fileOf('other.json', { ...order, event: 'Other' });
    const waits = expect.stringContaining('no trigger waits for segment/track/Other');
    expect(await refusal(journey, '--event', other, '--world', world)).toEqual([1, waits]);
    const wrong = fileOf('wrong.json', { type: 'screen' });
    expect(await refusal(journey, '--event', wrong)).toEqual([2, expect.stringContaining('wrong.json: type: must be')]);
    const automation = fileOf('no-journey.json', { steps });
    const none = expect.stringContaining("order.json: is no field of an automation's request");
    expect(await refusal(automation, '--event', event)).toEqual([2, none]);
  });

  it('DR-32 simulate: without providers in the world there is one for everything; an empty list is none', async () => {
    const file = fileOf('sms.json', {
      automation: {
        steps: [
          {
            action: 'send',
            message: {
              to: { phone_number: '+4712345678' },
              content: { title: 'T', body: 'B' },
              routing: { method: 'single', channels: ['sms'] },
            },
          },
        ],
      },
    });
    expect((await simulated(file)).timeline[0].messages[0]).toMatchObject({ channel: 'sms', status: 'SENT' });
    const world = fileOf('poor.json', { providers: [] });
    expect((await simulated(file, '--world', world)).timeline[0].messages[0]).toMatchObject({ reason: 'NO_PROVIDERS' });
  });

  it('DR-32 simulate: lists and what users prefer stand in the world', async () => {
    const content = { title: 'News', body: 'Some' };
    const world = fileOf('news.json', {
      templates: { news: { subscription: { topic_id: 'news' }, content } },
      profiles: { ada: { email: 'ada@example.com' }, bob: { email: 'bob@example.com' } },
      lists: { team: ['ada', 'bob'] },
      topics: { news: 'OPTED_IN' },
      preferences: { ada: { news: 'OPTED_OUT' } },
    });
    const file = fileOf('list.json', { steps: [{ action: 'send-list', list: 'team', template: 'news' }] });
    const { timeline } = await simulated(file, '--world', world);
    expect(timeline[0].recipients).toBe(2);
    const statuses = timeline[0].messages.map(({ recipient, status }: Record<string, string>) => [recipient, status]);
    expect(statuses).toEqual([
      ['ada', expect.not.stringMatching('SENT')],
      ['bob', 'SENT'],
    ]);
  });

  it('DR-33 simulate: a person reads what happens, when, and why', async () => {
    const file = fileOf('guarded.json', { steps: [{ action: 'delay', duration: '1 day', if: 'data.a > 1' }] });
    const { out } = await angarium('simulate', file, ...START, '--data', fileOf('a.json', { a: 0 }));
    expect(out).toContain('Times of UTC\n\nSun 2026-03-01 08:00:00    0  delay step-0  SKIPPED\n');
    expect(out).toContain('    data.a > 1 is false (data.a is 0)\n');
    expect(out).toContain('The run ends PROCESSED');
  });

  it('DR-33 simulate: a terminal is not made to obey content', async () => {
    const file = fileOf('bell.json', {
      steps: [{ action: 'send', message: { to: { email: 'a@x.io' }, content: { title: 'T', body: 'a\u001b[2Jb' } } }],
    });
    const { out } = await angarium('simulate', file, ...START);
    expect(out).toContain('a\\u001b[2Jb');
    expect(out).not.toContain('\u001b');
  });

  const EVIL = '\u001b]0;x\u0007\u009b2J\u007f\nThe run ends PROCESSED';
  const labeled = {
    user_id: 'ada',
    journey: {
      nodes: [
        { type: 'trigger', trigger_type: 'api-invoke' },
        {
          type: 'branch',
          paths: [{ label: EVIL, conditions: ['data.a', 'exists'], nodes: [] }],
          default: { nodes: [] },
        },
        { type: 'fetch', method: 'get', url: 'https://x.io/{{data.a}}', merge_strategy: 'overwrite' },
        { type: 'send', message: { template: EVIL } },
      ],
    },
    profile: { email: EVIL },
    data: { a: EVIL },
  };

  it.each([[['--json']], [[]]])('DR-33 simulate: nor labels, addresses and reasons, with %j', async (more) => {
    const { out, error } = await angarium('simulate', fileOf('evil.json', labeled), ...START, ...more);
    expect(error).toBe('');
    expect(out).not.toMatch(/[^\P{Cc}\n]/u);
    expect(out).toContain('\\u009b2J');
    expect(out.split('\n').filter((line) => line.startsWith('The run ends'))).toHaveLength(more.length === 0 ? 1 : 0);
  });

  it('DR-33 simulate: nor errors', async () => {
    const { status, error } = await angarium('simulate', fileOf('evil.json', { nodes: [{ type: EVIL }] }), EVIL);
    expect([status, error]).toEqual([2, expect.stringContaining('\\u009b2J')]);
    expect(error).not.toMatch(/[^\P{Cc}\n]/u);
    expect(
      error
        .trimEnd()
        .split('\n')
        .filter((line) => !line.startsWith('angarium: ')),
    ).toEqual([]);
  });
});

describe('exit status', () => {
  const exits = (title: string, words: string[], status: number, message: RegExp) =>
    it(`DR-34 ${title}: ${status}`, async () => {
      const found = await angarium(...words);
      expect([found.status, found.out + found.error]).toEqual([status, expect.stringMatching(message)]);
    });
  const path = (name: string) => join(tmpdir(), 'angarium-nowhere', name);

  exits('--help', ['--help'], 0, /^Usage: angarium simulate FILE/);
  exits('-h', ['-h'], 0, /^Usage: angarium simulate FILE/);
  exits('help', ['help'], 0, /^Usage: angarium simulate FILE/);
  exits('help on a command', ['help', 'simulate'], 0, /^Usage: angarium simulate FILE/);
  exits('--version', ['--version'], 0, /^1\.2\.3\n$/);
  exits('no command', [], 2, /a command is missing/);
  exits('another command', ['stimulate'], 2, /no command stimulate/);
  exits('no file', ['simulate'], 2, /needs a file/);
  exits('two files', ['simulate', 'a', 'b'], 2, /takes one file/);
  exits('an unknown option', ['simulate', 'a', '--fast'], 2, /Unknown option '--fast'/);
  exits('a file that is not there', ['simulate', path('a.json')], 2, /nowhere\/a\.json does not exist\n$/);
  exits('a folder', ['simulate', tmpdir()], 2, / is a folder\n$/);
  exits('a file in what is none', ['simulate', 'package.json/a.json'], 2, /cannot be read: ENOTDIR/);

  it.each<[string, unknown, string[], number, RegExp]>([
    ['no JSON', '{"steps":', [], 2, /is not JSON/],
    ['neither steps nor nodes', { name: 'x' }, [], 2, /neither the nodes of a journey nor the steps/],
    ['a forbidden key', '{"steps": [], "__proto__": 1}', [], 2, /this key is not allowed/],
    [
      'a wrong step',
      { steps: [{ action: 'delay', duration: 'soon' }] },
      [],
      2,
      /automation\.steps\.0\.duration: must be/,
    ],
    ['a wrong node', { nodes: [{ type: 'fly' }] }, [], 2, /journey\.nodes\.0\.type/],
    [
      'a wrong zone',
      { steps: [{ action: 'delay', duration: '1 day' }] },
      ['--zone', 'Mars'],
      2,
      /angarium: --zone: must be/,
    ],
    [
      'a wrong start',
      { steps: [{ action: 'delay', duration: '1 day' }] },
      ['--start', 'soon'],
      2,
      /angarium: --start: must be/,
    ],
    ['nobody to run for', { nodes: [{ type: 'trigger', trigger_type: 'api-invoke' }] }, [], 2, /User identifier/],
    [
      'a trigger that is not met',
      {
        journey: { nodes: [{ type: 'trigger', trigger_type: 'api-invoke', conditions: ['data.a', 'exists'] }] },
        user_id: 'ada',
      },
      [],
      1,
      /Trigger conditions not met/,
    ],
    [
      'a run that ends in ERROR',
      { steps: [{ action: 'send', template: 'none' }], recipient: 'ada' },
      [],
      1,
      /ends ERROR/,
    ],
    ['a run that goes well', { steps: [{ action: 'delay', duration: '1 day' }] }, [], 0, /ends PROCESSED/],
  ])('DR-34 %s', async (name, content, words, status, message) => {
    const found = await angarium('simulate', fileOf(`${name}.json`, content), ...words);
    expect([found.status, found.out + found.error]).toEqual([status, expect.stringMatching(message)]);
  });

  it.each<[string, string, unknown, string]>([
    ['a profile that is no object', 'profile', [], 'expected record, received array'],
    ['data that are none', 'data', 7, 'expected record, received number'],
    ['a profile that is no JSON', 'profile', '{"a":', ' is not JSON'],
    ['an assumption that there is not', 'assume', { fetch: {} }, 'Unrecognized key: "fetch"'],
    ['an assumption about no step', 'assume', { fetches: { total: {} } }, 'fetches.total: names no step that fetches'],
  ])('DR-34 %s is told as of its own file', async (_, option, content, message) => {
    const file = fileOf('a', { steps: [{ action: 'delay', duration: '1 day' }] });
    const beside = fileOf(`a-${option}`, content);
    const { status, error } = await angarium('simulate', file, `--${option}`, beside);
    expect([status, error]).toEqual([2, expect.stringContaining(message)]);
    expect(error.startsWith(`angarium: ${beside}`)).toBe(true);
    expect(error).not.toContain(`${file}:`);
    expect(error).not.toContain(`${file} `);
  });

  it('DR-34 problems of several files are told each as of its own, in a line', async () => {
    const file = fileOf('several.json', { steps: [{ action: 'delay', duration: 'soon' }] });
    const assume = fileOf('assume.json', { fetch: {} });
    const { error } = await angarium('simulate', file, '--assume', assume, '--zone', 'Mars');
    expect(error.trimEnd().split('\n').sort()).toEqual([
      expect.stringContaining('angarium: --zone: must be'),
      expect.stringContaining(`angarium: ${assume}: Unrecognized key`),
      expect.stringContaining(`angarium: ${file}: automation.steps.0.duration: must`),
    ]);
  });

  it('DR-34 a world with a field that there is not, or content that cannot be saved', async () => {
    const file = fileOf('fine.json', { steps: [{ action: 'delay', duration: '1 day' }] });
    const world = (content: unknown) => angarium('simulate', file, '--world', fileOf('world.json', content));
    expect(await world({ people: {} })).toMatchObject({
      status: 2,
      error: expect.stringContaining('Unrecognized key: "people"'),
    });
    expect(await world({ templates: { t: { content: { title: '{{#if}', body: '' } } } })).toMatchObject({
      status: 2,
      error: expect.stringMatching(/world\.json: templates\.t\.content/),
    });
  });
});

describe('--expect', () => {
  const file = () => fileOf('expected-of.json', { steps: [{ action: 'delay', duration: '1 day' }] });

  it('DR-35 --expect: a timeline is that of its own JSON, whatever the order of its members, and begins when that did', async () => {
    const { out } = await angarium('simulate', file(), ...START, '--json');
    const shuffled = Object.fromEntries(Object.entries(JSON.parse(out)).reverse());
    const { status, out: told } = await angarium('simulate', file(), '--expect', fileOf('expected.json', shuffled));
    expect([status, told]).toEqual([0, expect.stringMatching(/^The timeline matches .*expected\.json\.\n$/)]);
  });

  it('DR-35 --expect: another timeline is 1, with the lines by which it differs; --json is written all the same', async () => {
    const expected = fileOf('expected.json', (await angarium('simulate', file(), ...START, '--json')).out);
    const changed = fileOf('changed.json', { steps: [{ action: 'delay', duration: '2 days' }] });
    const { status, error, out } = await angarium('simulate', changed, '--expect', expected, '--json');
    expect(status).toBe(1);
    expect(error).toMatch(/^The timeline does not match .*expected\.json:\n/);
    expect(error).toContain('@@ run @@\n  {\n-   "ended_at": "2026-03-02T08:00:00.000Z"');
    expect(error).toContain('\n+   "ended_at": "2026-03-03T08:00:00.000Z"');
    expect(JSON.parse(out).run.ended_at).toBe('2026-03-03T08:00:00.000Z');
  });

  it.each<[string, (timeline: Expected) => unknown, string]>([
    ['a list', () => [], 'expected object, received array'],
    ['nothing', () => null, 'expected object, received null'],
    ['no JSON of ours', () => ({}), 'run: '],
    ['a definition', () => ({ steps: [] }), 'timeline: '],
    [
      'no instant to begin at',
      ({ run, ...rest }) => ({ ...rest, run: { ...run, started_at: 'soon' } }),
      'run.started_at: must be an instant',
    ],
    ['steps that are none', (timeline) => ({ ...timeline, timeline: [7] }), 'timeline.0: '],
  ])('DR-35 --expect: %s is no timeline: 2', async (_, broken, message) => {
    const { out } = await angarium('simulate', file(), ...START, '--json');
    const expected = fileOf('broken.json', broken(JSON.parse(out)));
    const { status, error } = await angarium('simulate', file(), '--expect', expected);
    expect([status, error]).toEqual([2, expect.stringContaining(message)]);
    expect(error.startsWith(`angarium: ${expected}: `)).toBe(true);
  });

  it('DR-35 --expect: a run that is expected to end in ERROR is as expected: 0, and 1 where it ends well', async () => {
    const broken = fileOf('fails.json', { steps: [{ action: 'invoke', template: 'nowhere' }] });
    const stored = await angarium('simulate', broken, ...START, '--json');
    expect([stored.status, JSON.parse(stored.out).run.status]).toEqual([1, 'ERROR']);
    const expected = fileOf('failed.json', stored.out);
    expect(await angarium('simulate', broken, '--expect', expected)).toMatchObject({ status: 0, error: '' });
    expect(await angarium('simulate', file(), '--expect', expected)).toMatchObject({ status: 1 });
  });

  it('DR-35 --expect: of a long difference 200 lines are told, and how many there are besides', async () => {
    const delays = (duration: string) => ({ steps: Array.from({ length: 60 }, () => ({ action: 'delay', duration })) });
    const stored = (await angarium('simulate', fileOf('before.json', delays('1 day')), ...START, '--json')).out;
    const words = [fileOf('after.json', delays('2 days')), '--expect', fileOf('stored.json', stored)];
    const lines = (await angarium('simulate', ...words)).error.trimEnd().split('\n');
    expect(lines).toHaveLength(1 + 200 + 1);
    expect(lines.at(-1)).toMatch(/^… \d{3} more lines$/);
  });
});
