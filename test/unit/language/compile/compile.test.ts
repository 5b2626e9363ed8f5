import { describe, expect, test } from 'vitest';

import { AdHocInvoke } from '../../../../language/automation.ts';
import { compileAutomation } from '../../../../language/compile/compile.ts';
import { InvalidInput } from '../../../../language/problem.ts';

const AT = Date.parse('2026-05-05T00:00:00Z');

const compile = (body: unknown) => compileAutomation(AdHocInvoke.parse(body), AT);
const withSteps = (...steps: unknown[]) => ({ automation: { steps } });

/** Every problem as clients read it, whether the schema or the compiler finds it. */
const problemsOf = (body: unknown): string[] => {
  const { data, error } = AdHocInvoke.safeParse(body);
  if (error) return error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  try {
    compileAutomation(data, AT);
    return [];
  } catch (problem) {
    if (problem instanceof InvalidInput) return problem.problems.map(({ path, message }) => `${path}: ${message}`);
    throw problem;
  }
};

/** The one text in which a client reads all problems. */
const compileMessage = (body: unknown): string => {
  try {
    compile(body);
    return 'accepted';
  } catch (error) {
    if (error instanceof InvalidInput) return error.message;
    throw error;
  }
};

describe('compileAutomation', () => {
  test('A-08 A-05 compile: the documented example', () => {
    const { plan, context, cancelationToken } = compile({
      data: { name: 'Foo' },
      profile: { tenant_id: 'abc-123' },
      recipient: 'user-yes',
      automation: {
        cancelation_token: 'delay-send--user-yes--abc-123',
        steps: [
          { action: 'delay', until: '20240408T080910.123' },
          { action: 'send', template: '64TP5HKPFTM8VTK1Y75SJDQX9JK0' },
        ],
      },
    });
    expect(cancelationToken).toBe('delay-send--user-yes--abc-123');
    expect(context).toEqual({ data: { name: 'Foo' }, profile: { tenant_id: 'abc-123' }, recipient: 'user-yes' });
    expect(plan).toEqual({
      v: 1,
      steps: [
        {
          id: 'step-0',
          action: 'delay',
          fields: { until: '20240408T080910.123' },
          ahead: { templates: [], users: [] },
          label: '20240408T080910.123',
        },
        {
          id: 'step-1',
          action: 'send',
          fields: { template: '64TP5HKPFTM8VTK1Y75SJDQX9JK0' },
          ahead: { templates: ['64TP5HKPFTM8VTK1Y75SJDQX9JK0'], users: ['user-yes'] },
          label: '64TP5HKPFTM8VTK1Y75SJDQX9JK0',
        },
      ],
    });
  });

  test.each<[unknown, string]>([
    [{}, 'automation: Invalid input: expected object, received undefined'],
    [{ automation: {} }, 'automation.steps: Invalid input: expected array, received undefined'],
    [withSteps(), 'automation.steps: needs at least one step'],
    [withSteps({ action: 'send' }, { action: 'explode' }), 'automation.steps.1.action: Invalid input'],
    [withSteps({}), 'automation.steps.0.action: Invalid input'],
    [withSteps({ action: 'toString' }), 'automation.steps.0.action: Invalid input'],
    [withSteps('send'), 'automation.steps.0: Invalid input: expected object, received string'],
    [
      withSteps({ action: 'send', recipient: 5 }),
      'automation.steps.0.recipient: Invalid input: expected string, received number',
    ],
    [
      withSteps({ action: 'send', message: {} }),
      'automation.steps.0.message: needs exactly one of template and content',
    ],
    [
      withSteps({ action: 'delay', duration: 'soon' }),
      'automation.steps.0.duration: must be a duration such as "2 hours" or "PT2H"',
    ],
    [withSteps({ action: 'delay', until: '2026-02-30' }), 'automation.steps.0.until: must be an ISO 8601 date or time'],
    [
      withSteps({ action: 'send', template: `\${amount}` }),
      'automation.steps.0.template: unknown name "amount" at position 3',
    ],
    [{ ...withSteps({ action: 'send' }), data: 'x' }, 'data: Invalid input: expected record, received string'],
    [{ ...withSteps({ action: 'send' }), recipient: 5 }, 'recipient: Invalid input: expected string, received number'],
  ])('A-08 W-08 compile: %j is refused, naming field and problem', (body, problem) => {
    expect(problemsOf(body)).toEqual([problem]);
  });

  test('W-08 compile: reports the problems of all steps together', () => {
    const steps = [
      { action: 'delay', duration: '5' },
      { action: 'send', if: 'data.' },
      { action: 'send', template: '' },
    ];
    expect(problemsOf(withSteps(...steps))).toEqual([
      'automation.steps.0.duration: must be a duration such as "2 hours" or "PT2H"',
      'automation.steps.1.if: unexpected end at position 6',
      expect.stringMatching(/^automation\.steps\.2\.template: Too small/),
    ]);
  });

  test('A-08 compile: 200 steps and no more', () => {
    expect(problemsOf(withSteps(...Array(200).fill({ action: 'send' })))).toEqual([]);
    expect(problemsOf(withSteps(...Array(201).fill({ action: 'send' })))).toEqual([
      'automation.steps: holds more than 200 steps',
    ]);
  });

  test.each([
    { action: 'delay', duration: 'refs.data.wait' },
    { action: 'delay', until: { $ref: 'data.when' }, duration: 'soon' },
    { action: 'delay', duration: `\${data.n} hours` },
    { action: 'send', recipient: { $ref: 'data.user' }, data: 'refs.data.more', profile: { $ref: 'profile' } },
    { action: 'send', message: { $ref: 'data.message' } },
    {
      action: 'send',
      message: { to: 'refs.data.to', template: { $ref: 'data.template' }, metadata: { tags: 'refs.data.tags' } },
    },
    { action: 'send', message: { content: { $ref: 'data.content' }, channels: { email: `\${data.email}` } } },
    { action: 'send', message: { content: { title: { $ref: 'data.title' }, body: 'b' } } },
    {
      action: 'send',
      message: {
        content: {
          version: '2022-01-01',
          elements: [{ $ref: 'data.element' }, { type: 'text', content: { $ref: 'data.x' } }],
        },
      },
    },
    {
      action: 'send',
      message: {
        template: 't',
        routing: { method: { $ref: 'data.method' }, channels: ['email', { $ref: 'data.channel' }] },
      },
    },
  ])('A-08 X-03 compile: what is behind a reference is not judged at invoke: %j', (step) => {
    expect(problemsOf(withSteps(step))).toEqual([]);
  });

  test('§11.3 compile: what an element asks with if is no reference of the step, elsewhere it is', () => {
    const code = `\`\${$.item.sku}\` === "x"`;
    const element = { type: 'text', content: 'x', if: code, loop: 'data.items' };
    const step = (content: object) => ({ action: 'send', message: { to: { email: 'a@b.c' }, content } });
    expect(problemsOf(withSteps(step({ elements: [{ type: 'group', elements: [element] }] })))).toEqual([]);
    expect(problemsOf(withSteps(step({ elements: [{ ...element, content: code }] })))).toEqual([
      'automation.steps.0.message.content.elements.0.content: unknown name "$" at position 4',
    ]);
    const data = { elements: [{ if: code }] };
    expect(problemsOf(withSteps({ action: 'send', template: 't', data }))).toHaveLength(1);
  });

  test('A-08 compile: what is beside a reference is', () => {
    const message = {
      template: { $ref: 'data.t' },
      content: { title: 't', body: 'b' },
      metadata: { tags: ['refs.data.tag', 5] },
    };
    expect(problemsOf(withSteps({ action: 'send', message }))).toEqual([
      'automation.steps.0.message.metadata.tags.1: Invalid input: expected string, received number',
      'automation.steps.0.message: needs exactly one of template and content',
    ]);
  });

  test('W-13 compile: unknown fields are ignored, null is absent', () => {
    const { plan, context, cancelationToken } = compile({
      automation: {
        cancelation_token: null,
        later: 1,
        steps: [{ action: 'send', template: 't', recipient: null, if: null, ref: null, message: null, later: '${' }],
      },
      brand: null,
      data: null,
      profile: null,
      recipient: null,
      template: null,
      more: {},
    });
    expect(plan.steps).toEqual([
      { id: 'step-0', action: 'send', fields: { template: 't' }, ahead: { templates: ['t'], users: [] }, label: 't' },
    ]);
    expect(context).toEqual({ data: {}, profile: {} });
    expect(cancelationToken).toBeUndefined();
  });

  test('X-07 compile: an idempotency key of a step is accepted and ignored', () => {
    const step = { action: 'send', template: 't', idempotency_key: 'k', idempotency_expiry: 5 };
    expect(compile(withSteps(step)).plan.steps[0]?.fields).toEqual({ template: 't' });
  });

  test('X-01 compile: a guard is kept as written and as parsed', () => {
    expect(compile(withSteps({ action: 'send', if: 'data.vip' })).plan.steps[0]?.if).toEqual({
      source: 'data.vip',
      tree: { kind: 'member', object: { kind: 'root', name: 'data' }, name: 'vip' },
    });
    expect(problemsOf(withSteps({ action: 'send', if: true }))).toEqual([
      'automation.steps.0.if: Invalid input: expected string, received boolean',
    ]);
  });

  test.each([
    ['data', 'is a reserved name'],
    ['profile', 'is a reserved name'],
    ['recipient', 'is a reserved name'],
    ['brand', 'is a reserved name'],
    ['template', 'is a reserved name'],
    ['refs', 'is a reserved name'],
    ['__proto__', 'is a reserved name'],
    ['a.b', 'must be 1 to 100 letters, digits, "_", "$" or "-"'],
    ['', 'must be 1 to 100 letters, digits, "_", "$" or "-"'],
  ])('X-02 compile: a step cannot have the ref %j', (ref, problem) => {
    expect(problemsOf(withSteps({ action: 'send', ref }))).toEqual([`automation.steps.0.ref: ${problem}`]);
  });

  test('X-02 compile: a ref names one step', () => {
    expect(compile(withSteps({ action: 'send', ref: 'first-try' })).plan.steps[0]?.ref).toBe('first-try');
    const twice = withSteps({ action: 'send', ref: 'a' }, { action: 'delay' }, { action: 'send', ref: 'a' });
    expect(problemsOf(twice)).toEqual(['automation.steps.2.ref: is the ref of step 0 already']);
  });

  test.each(['cancelation_token', 'cancellation_token', 'cancelationToken'])(
    'A-09 compile: the token may be spelled %s',
    (field) => {
      expect(compile({ automation: { [field]: 'token', steps: [{ action: 'send' }] } }).cancelationToken).toBe('token');
    },
  );

  test.each<[unknown, string | undefined]>([
    ['order-1', 'order-1'],
    ['refs.data.id', '7'],
    ['refs.profile.user_id', 'u1'],
    ['refs.recipient', 'ada'],
    [`\${data.id}`, '7'],
    [`order-\${data.id}`, 'order-7'],
    [`\${\`order-\${data.id}\`}`, 'order-7'],
    [`\${data.missing ?? "none"}`, 'none'],
    [{ $ref: 'data.id' }, '7'],
  ])('K-01 compile: the token %j is resolved once', (token, resolved) => {
    const body = {
      automation: { cancelation_token: token, steps: [{ action: 'send' }] },
      recipient: 'ada',
      data: { id: 7 },
      profile: { user_id: 'u1' },
    };
    expect(compile(body).cancelationToken).toBe(resolved);
  });

  test.each([
    '',
    'refs.data.missing',
    'refs.data.object',
    'refs.data.blank',
    `\${data.missing}`,
    `order-\${data.missing}`,
    `\${\`order-\${data.missing}\`}`,
    `\${"order-" + data.missing}`,
    `\${data.object}`,
    `\${data.blank}`,
    `\${data.object.includes(1)}`,
    'refs.outreach.status',
  ])('J-64 K-01 compile: a token that does not resolve whole is none: %j', (token) => {
    const body = {
      automation: { cancelation_token: token, steps: [{ action: 'send' }] },
      data: { object: {}, blank: '' },
    };
    expect(compile(body).cancelationToken).toBeUndefined();
  });

  test.each([
    ['refs.data.uid', 'u-7'],
    [`\${data.uid}`, 'u-7'],
    [`user-\${data.n}`, 'user-7'],
    ['refs.data.n', '7'],
    ['refs.profile.user_id', 'p'],
    ['data.uid', 'data.uid'],
    ['refs.data.gone', undefined],
    [`user-\${data.gone}`, undefined],
    [`\${data.n.includes(1)}`, undefined],
    ['refs.data.blank', undefined],
    ['refs.data', undefined],
  ])("X-04 X-05 compile: the run's recipient, template and brand are resolved once: %j", (written, resolved) => {
    const own = { data: { uid: 'u-7', n: 7, blank: '', user_id: 'd' }, profile: { user_id: 'p' } };
    const names = { recipient: written, template: written, brand: written };
    const expected = resolved && { recipient: resolved, template: resolved, brand: resolved };
    expect(compile({ ...withSteps({ action: 'send' }), ...own, ...names }).context).toEqual({ ...own, ...expected });
    const inside = compile({ automation: { steps: [{ action: 'send' }], ...names }, ...own });
    expect(inside.context).toEqual({ ...own, ...expected });
  });

  test("A-05 compile: a step knows the run's recipient ahead, and its template where that is spelled out, since onlookers see it", () => {
    const body = { ...withSteps({ action: 'send' }), recipient: 'refs.data.u', data: { u: 'ada', t: 'tt' } };
    expect(compile({ ...body, template: `\${data.t}` }).plan.steps[0]).toEqual({
      id: 'step-0',
      action: 'send',
      fields: {},
      ahead: { templates: [], users: ['ada'] },
    });
    expect(compile({ ...body, template: 'tt' }).plan.steps[0]?.label).toBe('tt');
  });

  test('A-05 X-05 compile: a name of the run that cannot be read is refused', () => {
    const inside = {
      automation: { steps: [{ action: 'send' }], brand: '${' },
      template: `\${amount}`,
      recipient: '${',
    };
    expect(problemsOf(inside)).toEqual([
      'recipient: unexpected end at position 3',
      'template: unknown name "amount" at position 3',
      'automation.brand: unexpected end at position 3',
    ]);
  });

  test('X-01 W-08 compile: no problem is as long as the request', () => {
    const long = 'x'.repeat(100_000);
    const problems = [
      withSteps({ action: 'send', if: long }),
      withSteps({ action: 'send', if: `data.${long}()` }),
      withSteps({ action: 'send', if: `MessageStatus.${long}` }),
      withSteps({ action: 'send', if: `MessageStatus["${long}"]` }),
      withSteps({ action: 'send', if: `data "${long}"` }),
      withSteps({ action: 'send', data: { [long]: '${' } }),
      withSteps({ action: 'send', message: { content: { elements: [{ type: long }] } } }),
    ].map(compileMessage);
    expect(problems.map((problem) => problem.length).filter((length) => length > 400)).toEqual([]);
    expect(problems[0]).toBe(`automation.steps.0.if: unknown name "${'x'.repeat(40)}…" at position 1`);
  });

  test('J-43 compile: a label ends before a surrogate pair, not in it', () => {
    const template = `${'t'.repeat(79)}😀`;
    expect(compile(withSteps({ action: 'send', template })).plan.steps[0]?.label).toBe('t'.repeat(79));
  });

  test('K-01 compile: a token that cannot be read is refused', () => {
    const body = { automation: { cancellation_token: 'order-${', steps: [{ action: 'send' }] } };
    expect(problemsOf(body)).toEqual(['automation.cancellation_token: unexpected end at position 9']);
  });

  test('T-40 A-20 compile: a literal delay may end at most ten years later', () => {
    const tooFar = (step: object) =>
      problemsOf(withSteps({ action: 'delay', ...step }))[0]?.includes('more than 10 years away') ?? false;
    expect([{ duration: '10 years' }, { until: '2036-05-05' }, { duration: 'refs.data.x' }].map(tooFar)).toEqual([
      false,
      false,
      false,
    ]);
    expect([{ duration: '121 months' }, { until: '2036-05-06' }, { duration: '9999999999 years' }].map(tooFar)).toEqual(
      [true, true, true],
    );
  });

  test.each([
    [{ action: 'delay' }, []],
    [{ action: 'delay', duration: 'duration', until: '20240408T080910.123' }, []],
    [{ action: 'delay', duration: '2 hours', until: null }, []],
    [
      { action: 'delay', duration: '-2 hours' },
      ['automation.steps.0.duration: must be a duration such as "2 hours" or "PT2H"'],
    ],
    [
      { action: 'delay', duration: '' },
      ['automation.steps.0.duration: must be a duration such as "2 hours" or "PT2H"'],
    ],
    [
      { action: 'delay', duration: 5 },
      ['automation.steps.0.duration: Invalid input: expected string, received number'],
    ],
    [
      { action: 'delay', duration: '2 hours', until: 'never' },
      ['automation.steps.0.until: must be an ISO 8601 date or time'],
    ],
  ])('A-20 T-06 compile: of a literal delay, until counts and duration only without it: %j', (step, problems) => {
    expect(problemsOf(withSteps(step))).toEqual(problems);
  });
});
