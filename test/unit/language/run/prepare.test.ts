import { describe, expect, test } from 'vitest';

import { AdHocInvoke } from '../../../../language/automation.ts';
import { compileAutomation } from '../../../../language/compile/compile.ts';
import type { ActionStep } from '../../../../language/plan.ts';
import { prepareStep } from '../../../../language/run/prepare.ts';
import type { Scope } from '../../../../language/run/scope.ts';

const scope: Scope = {
  data: {
    vip: false,
    age: 30,
    email: 'ada@example.com',
    user: { name: 'Ada' },
    list: Array(900).fill('abc'),
    n: 7,
    flag: true,
    '{{x}}': 1,
  },
  profile: {},
  recipient: 'ada',
  refs: { outreach: { status: 'SENT' }, later: {} },
};

const stepOf = (step: object): ActionStep => {
  const { plan } = compileAutomation(AdHocInvoke.parse({ automation: { steps: [step] } }), 0);
  if (!plan.steps[0]) throw new Error('no step');
  return plan.steps[0];
};
const prepare = (step: object, over = scope) => prepareStep(stepOf(step), over);

describe('prepareStep', () => {
  test('X-01 prepare: a false guard skips, with what it saw; the reason quotes nothing', () => {
    expect(prepare({ action: 'send', if: 'data.email === "bob@example.com" && data.age > 18' })).toEqual({
      kind: 'skipped',
      reason: 'if is false: data.email === "…" && data.age > 18',
      condition: {
        expression: 'data.email === "bob@example.com" && data.age > 18',
        values: { 'data.email': 'ada@example.com' },
        result: false,
      },
    });
  });

  test('X-01 prepare: a true guard is told with the step', () => {
    expect(prepare({ action: 'delay', duration: '2 hours', if: 'data.age > 18 && data.missing == null' })).toEqual({
      kind: 'ready',
      action: 'delay',
      fields: { duration: '2 hours' },
      bindings: {},
      condition: {
        expression: 'data.age > 18 && data.missing == null',
        values: { 'data.age': 30, 'data.missing': null },
        result: true,
      },
    });
  });

  test.each([
    ['refs.outreach.status < MessageStatus.Opened', 'ready'],
    ['refs.outreach.status === MessageStatus.Opened', 'skipped'],
    ['refs.later.status < MessageStatus.Opened', 'skipped'],
    ['data.list.length', 'ready'],
    ['data.vip', 'skipped'],
  ])('X-02 prepare: %s', (guard, kind) => {
    expect(prepare({ action: 'delay', if: guard }).kind).toBe(kind);
  });

  test('X-01 prepare: an expression error fails the step and quotes nothing', () => {
    expect(prepare({ action: 'send', if: 'data[data.email].name' })).toEqual({
      kind: 'failed',
      reason: 'if: data[data.email] has no value, so it has no properties',
    });
  });

  test('X-01 prepare: large values are recorded as what they are', () => {
    const prepared = prepare({ action: 'delay', if: 'data.list.includes("abc")' });
    expect(prepared.condition?.values).toEqual({ 'data.list': 'a list of 900' });
  });

  test('X-01 prepare: a reason has an end', () => {
    const prepared = prepare({ action: 'delay', if: Array(200).fill('data.vip').join(' || ') });
    expect(prepared).toMatchObject({ kind: 'skipped', reason: expect.stringMatching(/^.{1000}…$/) });
  });

  test('X-04 A-21 prepare: the older form of send, its references resolved', () => {
    const step = {
      action: 'send',
      recipient: 'refs.recipient',
      template: `\${\`tier-\${data.n}\`}`,
      brand: { $ref: 'data.missing' },
      data: { user: { $ref: 'data.user' }, gone: 'refs.data.missing' },
      profile: { email: 'refs.data.email' },
      override: { smtp: 'refs.data.user' },
    };
    expect(prepare(step)).toEqual({
      kind: 'ready',
      action: 'send',
      fields: {
        recipient: 'ada',
        template: 'tier-7',
        data: { user: { name: 'Ada' } },
        profile: { email: 'ada@example.com' },
        override: { smtp: { name: 'Ada' } },
      },
      bindings: {},
    });
  });

  test('A-22 X-05 prepare: of the message form, references in the content are bound and all others are resolved', () => {
    const message = {
      to: { user_id: 'refs.recipient', email: `\${data.email}`, slack: { channel: 'refs.data.user.name' } },
      content: { title: `Hi \${data.user.name}`, body: '{{data.age}}' },
      data: { who: `\${data.user.name}` },
      metadata: { tags: ['refs.data.user.name'] },
    };
    expect(prepare({ action: 'send', message })).toEqual({
      kind: 'ready',
      action: 'send',
      fields: {
        message: {
          to: { user_id: 'ada', email: 'ada@example.com', slack: { channel: 'Ada' } },
          content: { title: 'Hi {{__bound.[data.user.name]}}', body: '{{data.age}}' },
          data: { who: 'Ada' },
          metadata: { tags: ['Ada'] },
        },
      },
      bindings: { 'data.user.name': 'Ada' },
    });
  });

  test('W-13 A-22 prepare: what is null, or resolves to it, is no member at all', () => {
    const to = { user_id: 'u', email: null, locale: 'refs.data.missing', data: { kept: null } };
    const prepared = prepare(
      { action: 'send', brand: { $ref: 'data.none' }, message: { to, template: 't' } },
      { ...scope, data: { none: null } },
    );
    expect(prepared).toStrictEqual({
      kind: 'ready',
      action: 'send',
      fields: { message: { to: { user_id: 'u', data: { kept: null } }, template: 't' } },
      bindings: {},
    });
  });

  test.each([
    ['the message', { $ref: 'data.message' }],
    ['the content', { to: { $ref: 'data.message.to' }, content: 'refs.data.message.content' }],
    [
      'its parts',
      {
        to: { user_id: 'u' },
        content: { title: 'refs.data.message.content.title', body: `\${data.message.content.body}` },
      },
    ],
  ])('A-22 X-03 prepare: %s may come from data, where no Handlebars is executed', (_, message) => {
    const content = { title: '{{secret}}', body: `{{{secret}}} \${data.vip} refs` };
    const data = { message: { to: { user_id: 'u' }, content } };
    expect(prepare({ action: 'send', message }, { ...scope, data })).toEqual({
      kind: 'ready',
      action: 'send',
      fields: { message: { to: { user_id: 'u' }, content: { title: '{{__bound.[b0]}}', body: '{{__bound.[b1]}}' } } },
      bindings: { b0: content.title, b1: content.body },
    });
  });

  test('X-04 prepare: a number or boolean from the run is text where text is wanted', () => {
    const message = {
      to: { user_id: 'refs.data.n' },
      template: { $ref: 'data.flag' },
      routing: { method: 'all', channels: ['refs.data.n'] },
    };
    expect(
      prepare({ action: 'send', message, recipient: { $ref: 'data.n' }, data: { kept: 'refs.data.n' } }),
    ).toMatchObject({
      kind: 'ready',
      action: 'send',
      fields: {
        recipient: '7',
        data: { kept: 7 },
        message: { to: { user_id: '7' }, template: 'true', routing: { method: 'all', channels: ['7'] } },
      },
    });
  });

  test.each([
    [{ action: 'send', recipient: 'refs.data.user' }, 'recipient: Invalid input: expected string, received object'],
    [{ action: 'send', data: { $ref: 'data.email' } }, 'data: Invalid input: expected record, received string'],
    [
      { action: 'send', message: { template: 't', channels: { $ref: 'data' } } },
      /^message\.channels: Invalid input: expected object/,
    ],
    [{ action: 'send', template: `\${data.age.includes(1)}` }, 'template: data.age has no includes'],
    [
      { action: 'send', message: { content: { body: `\${data.age.includes(1)}` } } },
      'message.content.body: data.age has no includes',
    ],
  ])('X-06 A-08 prepare: what does not fit once it is resolved fails the step: %j', (step, reason) => {
    const prepared = prepare(step);
    expect(prepared).toMatchObject({ kind: 'failed', reason: expect.stringMatching(reason) });
    expect(JSON.stringify(prepared)).not.toMatch(/ada@|Ada|\{\{x|user\.name/);
  });

  test.each<[string, object]>([
    ['recipient', { recipient: 'refs.data.boss' }],
    ['recipient', { recipient: { $ref: 'data.boss' } }],
    ['recipient', { recipient: `\${data.boss}` }],
    ['recipient', { recipient: 'refs.data.none' }],
    ['template', { template: 'refs.data.tt' }],
    ['message', { message: 'refs.data.msg' }],
    ['message.to', { message: { to: 'refs.data.who', template: 't' } }],
    ['message.template', { message: { template: 'refs.data.tt' } }],
    ['message.template', { message: { template: `\${data.blank}` } }],
    ['message.content', { message: { content: { $ref: 'data.content' } } }],
    ['message.to.user_id', { message: { to: { user_id: 'refs.data.boss' }, template: 't' } }],
    ['message.to.user_id', { message: { to: { user_id: { $ref: 'data.boss' } }, template: 't' } }],
    ['message.to.user_id', { message: { to: { user_id: `\${data.none}` }, template: 't' } }],
    ['message.to.email', { message: { to: { email: `\${data.boss_email}` }, template: 't' } }],
    ['message.to.email', { message: { to: { email: `\${data.blank}\${data.gone}` }, template: 't' } }],
    ['message.to.email', { message: { to: { email: 'refs.data.blank', user_id: 'u' }, template: 't' } }],
    ['message.to.phone_number', { message: { to: { phone_number: 'refs.data.phone' }, template: 't' } }],
    ['profile.email', { profile: { email: 'refs.data.blank' }, template: 't' }],
    ['message.to.slack', { message: { to: { slack: 'refs.data.slack' }, template: 't' } }],
  ])('X-06 A-22 prepare: where %s refers to nothing, there is no default: %j', (path, fields) => {
    const data = { none: null, blank: '' };
    const over = { ...scope, template: 'run-template', data };
    expect(prepare({ action: 'send', ...fields }, over)).toEqual({
      kind: 'failed',
      reason: `${path}: refers to nothing`,
    });
  });

  test('X-06 prepare: every field that refers to nothing is named', () => {
    const to = { user_id: 'refs.data.boss', email: 'refs.data.boss_email' };
    expect(prepare({ action: 'send', message: { to, content: 'refs.data.content' } })).toMatchObject({
      reason:
        'message.content: refers to nothing; message.to.user_id: refers to nothing; message.to.email: refers to nothing',
    });
  });

  test.each([
    { template: 't', brand: 'refs.data.gone', data: 'refs.data.gone', profile: 'refs.data.gone' },
    { message: { to: { user_id: 'u', locale: 'refs.data.gone', data: 'refs.data.gone' }, template: 't' } },
    { message: { content: { title: 'refs.data.gone', body: 'b' } } },
    { recipient: null, message: { to: null, template: 't', content: null } },
  ])('X-06 prepare: elsewhere it is as if nothing had been written: %j', (fields) => {
    expect(prepare({ action: 'send', ...fields })).toMatchObject({ kind: 'ready' });
  });

  test('X-05 prepare: no half of a surrogate pair comes out of an evaluation', () => {
    const over = { ...scope, data: { name: '😀x' } };
    const half = `\${data.name[0]}`;
    const message = {
      to: { user_id: `u-${half}` },
      content: { body: `a ${half}` },
      data: { list: `\${[data.name[0]]}` },
    };
    expect(prepare({ action: 'send', message }, over)).toMatchObject({
      fields: { message: { to: { user_id: 'u-\uFFFD' }, data: { list: ['\uFFFD'] } } },
      bindings: { b0: '\uFFFD' },
    });
  });

  test('X-05 prepare: the halves of one pair are a pair again where they meet', () => {
    const over = { ...scope, data: { name: '😀' } };
    expect(prepare({ action: 'send', recipient: `\${data.name[0] + data.name[1]}` }, over)).toMatchObject({
      fields: { recipient: '😀' },
    });
  });

  test('X-01 prepare: a reason ends before a surrogate pair, not in it', () => {
    const guard = `data.${'a'.repeat(1_000 - 'if is false: data.'.length - 1)}𝒜`;
    const prepared = prepare({ action: 'delay', if: guard });
    expect(prepared).toMatchObject({ kind: 'skipped', reason: expect.stringMatching(/a…$/) });
  });

  test('X-06 prepare: an unknown element type of data is not quoted', () => {
    const data = { content: { version: '2022-01-01', elements: [{ type: 'ada@example.com' }] } };
    const prepared = prepare({ action: 'send', message: { content: { $ref: 'data.content' } } }, { ...scope, data });
    expect(prepared).toEqual({ kind: 'failed', reason: 'message.content: Invalid input' });
  });

  test('X-06 A-20 prepare: an unresolved delay is left to fail where it is needed', () => {
    expect(prepare({ action: 'delay', duration: 'refs.data.missing' })).toEqual({
      kind: 'ready',
      action: 'delay',
      fields: {},
      bindings: {},
    });
    expect(prepare({ action: 'delay', duration: `\${data.n} hours`, until: 'refs.data.missing' })).toEqual({
      kind: 'ready',
      action: 'delay',
      fields: { duration: '7 hours' },
      bindings: {},
    });
  });
});
