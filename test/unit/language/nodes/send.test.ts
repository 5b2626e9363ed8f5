import { describe, expect, it, test } from 'vitest';

import type { Json, JsonObject } from '../../../../language/json/json.ts';
import { compiledNode, preparedNode } from '../../../support/compiled-node.ts';

const send = (message: Json, more: JsonObject = {}): JsonObject => ({ type: 'send', message, ...more });
const variant = (id: string, more: JsonObject = {}): JsonObject => ({ id, templateId: `t-${id}`, weight: 1, ...more });
const experiment = (more: JsonObject = {}): JsonObject => {
  return { id: 'exp_1', bucketingKey: '{{user.id}}', variants: [variant('a'), variant('b')], ...more };
};
const trial = (more: JsonObject): JsonObject => send({}, { experiment: experiment(more) });

describe('node send', () => {
  it('N-50 send: a template, or an experiment', () => {
    expect(compiledNode(send({ template: 'welcome' }))).toMatchObject({
      label: 'welcome',
      ahead: { templates: ['welcome'], users: [] },
    });
    expect(compiledNode(trial({}))).toMatchObject({ ahead: { templates: ['t-a', 't-b'] } });
  });

  test.each<[JsonObject, string]>([
    [send({}), 'nodes.1: needs exactly one of message.template and experiment'],
    [send({ template: 'a' }, { experiment: experiment() }), 'nodes.1: needs exactly one of'],
    [send(null), 'nodes.1.message: '],
    [send({ template: '' }), 'nodes.1.message.template: '],
    [send({ template: 'a', data: 'x' }), 'nodes.1.message.data: '],
  ])('N-50 send: %j is refused', (node, message) => {
    expect(() => compiledNode(node)).toThrow(message);
  });

  it('N-52 send: overrides of the recipient, literal or from data, and several of them', () => {
    const to = {
      user_id_override: ' bob ',
      email_override: '{{data.mail}}',
      phone_number_override: '+47',
      slack: { channel: 'C1' },
    };
    expect(compiledNode(send({ template: 'a', to }), { recipient: 'ada' }).ahead.users).toEqual(['bob']);
    expect(preparedNode(send({ template: 'a', to }, { channel: 'email' }), { mail: 'b@c.d' })).toMatchObject({
      kind: 'ready',
      fields: { channel: 'email', message: { to: { ...to, user_id_override: 'bob', email_override: 'b@c.d' } } },
    });
    const dynamic = compiledNode(send({ template: 'a', to: { user_id_override: '{{data.who}}' } }), {
      recipient: 'ada',
    });
    expect(dynamic.ahead.users).toEqual([]);
  });

  it('N-53 send: its data may refer to the run', () => {
    const message = { template: 'a', data: { n: '{{data.n}}', text: 'n is {{n}}', deep: [{ all: '{{data.all}}' }] } };
    expect(preparedNode(send(message), { n: 5, all: { b: 1 } })).toMatchObject({
      fields: { message: { data: { n: 5, text: 'n is 5', deep: [{ all: { b: 1 } }] } } },
    });
  });

  it('N-54 send: may be held until an instant or a window', () => {
    const delay = { until: '{{data.when}}', timezone: 'Europe/Oslo' };
    expect(preparedNode(send({ template: 'a', delay }), { when: 'Mo-Fr 09:00-17:00' })).toMatchObject({
      kind: 'ready',
      fields: { message: { delay: { until: 'Mo-Fr 09:00-17:00', timezone: 'Europe/Oslo' } } },
    });
    expect(() => compiledNode(send({ template: 'a', delay: {} }))).toThrow('nodes.1.message.delay.until: ');
  });

  test.each(['acme', '{{data.t}}', '{{ f1.body.t }}', ''])('J-75 send: a tenant may be %j', (id) => {
    const step = compiledNode(send({ template: 'a', context: { tenant_id: id } }));
    expect(step.fields).toMatchObject({ message: { context: { tenant_id: id } } });
    expect(step.ahead.tenants).toEqual(id === 'acme' ? ['acme'] : undefined);
  });

  test.each(['t-{{data.t}}', '{{a}}{{b}}', ' {{data.t}}', 'refs.data.t'])('J-75 send: a tenant may not be %j', (id) => {
    expect(() => compiledNode(send({ template: 'a', context: { tenant_id: id } }))).toThrow(
      'nodes.1.message.context.tenant_id: must be a tenant id, or a reference',
    );
  });

  it('J-75 send: a tenant that refers to nothing is left out and told, and the send goes on', () => {
    const node = send({ template: 'a', context: { tenant_id: '{{data.t}}' } });
    expect(preparedNode(node)).toEqual({
      kind: 'ready',
      action: 'send',
      fields: { message: { template: 'a', context: {} } },
      dangling: ['message.context.tenant_id'],
    });
    expect(preparedNode(node, { t: 5 })).toMatchObject({
      fields: { message: { context: { tenant_id: '5' } } },
      dangling: [],
    });
  });

  test.each<[JsonObject, string]>([
    [{ bucketingKey: '' }, 'bucketingKey: must not be empty'],
    [{ bucketingKey: ' a' }, 'bucketingKey: must not begin or end with a space'],
    [{ bucketingKey: '{{a}} ' }, 'bucketingKey: must not begin or end with a space'],
    [{ bucketingKey: null, bucketing_key: 'a' }, 'bucketingKey: '],
    [{ variants: [variant('a')] }, 'variants: needs at least 2 variants'],
    [{ variants: Array.from({ length: 11 }, (_, index) => variant(`v${index}`)) }, 'variants: holds more than 10'],
    [{ variants: [variant('a'), variant('a')] }, 'variants: must have ids that differ'],
    [{ variants: [variant('a', { weight: 0 }), variant('b', { weight: 0 })] }, 'variants: need a weight above 0'],
    [{ variants: [variant('a', { weight: -1 }), variant('b')] }, 'variants.0.weight: must not be negative'],
    [{ variants: [variant('a', { templateId: null }), variant('b')] }, 'variants.0.templateId: '],
    [{ variants: [{ templateId: 't', weight: 1 }, variant('b')] }, 'variants.0.id: '],
    [{ id: 'trial' }, 'id: must be exp_'],
  ])('N-56 send: an experiment with %j is refused', (more, message) => {
    expect(() => compiledNode(trial(more))).toThrow(`nodes.1.experiment.${message}`);
  });

  it('N-56 send: the key of an experiment may come from data, and weights are relative', () => {
    const variants = [variant('a', { weight: 0, name: 'A' }), variant('b', { weight: 0.5 })];
    expect(preparedNode(trial({ bucketingKey: '{{data.n}}', variants }), { n: 7 })).toMatchObject({
      kind: 'ready',
      fields: { experiment: { bucketingKey: '7', variants } },
    });
  });

  test.each<[JsonObject, string]>([
    [send({ template: '{{data.gone}}' }), 'message.template: data.gone refers to nothing'],
    [send({ template: 'a', to: { email_override: '{{gone}}' } }), 'message.to.email_override: gone refers to nothing'],
    [send({ template: 'a', data: { x: [{ $ref: 'gone' }] } }), 'message.data.x.0: gone refers to nothing'],
    [trial({ bucketingKey: 'k-{{gone}}' }), 'experiment.bucketingKey: gone refers to nothing'],
  ])('N-06 send: %j fails at this node', (node, reason) => {
    expect(preparedNode(node)).toEqual({ kind: 'failed', reason });
  });
});
