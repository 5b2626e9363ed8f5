import { describe, expect, it } from 'vitest';

import { compileSend } from '../../../../language/compile/compile-send.ts';
import type { Json, JsonObject } from '../../../../language/json/json.ts';
import { prepareStep } from '../../../../language/run/prepare.ts';

const content = { title: 'T', body: 'B' };
const compiled = (message: JsonObject) => compileSend(message, () => []);

describe('compile send', () => {
  it('§11.1 compile send: one send, loaded with what it names', () => {
    const { plan, context } = compiled({ to: { user_id: 'ada', tenant_id: 'acme' }, template: 'WELCOME' });
    const ahead = { templates: ['WELCOME'], users: ['ada'], tenants: ['acme'] };
    const fields = { message: { to: { user_id: 'ada', tenant_id: 'acme' }, template: 'WELCOME' } };
    const step = { id: 'step-0', action: 'send', verbatim: true, label: 'WELCOME', fields, ahead };
    expect(plan).toEqual({ v: 1, steps: [step] });
    expect(context).toEqual({ data: {}, profile: {}, recipient: 'ada' });
  });

  it('§11.1 compile send: several recipients are as many sends, and the run is for none of them', () => {
    const { plan, context } = compiled({ to: [{ user_id: 'ada' }, { email: 'b@x.io' }], content });
    expect(plan.steps.map(({ id, fields }) => [id, (fields.message as JsonObject).to])).toEqual([
      ['step-0', { user_id: 'ada' }],
      ['step-1', { email: 'b@x.io' }],
    ]);
    expect(context.recipient).toBeUndefined();
  });

  it('§11.1 compile send: no text in it is a reference, when it is carried out either', () => {
    const to = { user_id: 'refs.data.who', data: { x: `\${data.y}` } };
    const { plan, context } = compiled({ to, content: { title: 'refs.data.t', body: `\${data.y}` } });
    const [step] = plan.steps;
    const prepared = step && prepareStep(step, { ...context, data: { who: 'eve', y: 'Y', t: 'no' }, refs: {} });
    expect(prepared).toMatchObject({
      kind: 'ready',
      bindings: {},
      fields: { message: { to, content: { title: 'refs.data.t' } } },
    });
  });

  it.each<[JsonObject, string]>([
    [{ list_id: 'news', user_id: 'ada' }, 'message.to.user_id: is not available beside list_id'],
    [
      { list_pattern: 'news.*', filters: [], locale: 'de' },
      'message.to.filters: is not available beside list_pattern; message.to.locale: ',
    ],
    [{ list_id: 'news', list_pattern: 'news.*' }, 'message.to.list_pattern: is not available beside list_id'],
    [{ list_id: 'news', data: 5 }, 'message.to.data: '],
  ])('§11.1 compile send: what stands beside a list is refused by its name: %j', (to, problem) => {
    expect(() => compiled({ to, content })).toThrow(problem);
    expect(() => compiled({ to: [{ user_id: 'ada' }, to], content })).toThrow(problem.replaceAll('.to', '.to.1'));
  });

  it.each<[JsonObject, string]>([
    [{ list_id: 'news.*' }, 'message.to.list_id: must be parts separated by dots'],
    [{ list_id: '**' }, 'message.to.list_id: must be parts separated by dots'],
    [{ list_id: '' }, 'message.to.list_id: must be parts separated by dots'],
    [{ list_id: '', user_id: 'ada' }, 'message.to.list_id: must be parts separated by dots'],
    [{ list_id: 5 }, 'message.to.list_id: '],
    [{ list_pattern: '' }, 'message.to.list_pattern: must be a list id'],
    [{ list_pattern: 'a.**.b' }, 'message.to.list_pattern: must be a list id'],
  ])('U-07 §11.1 compile send: %j names no list', (to, problem) => {
    expect(() => compiled({ to, content })).toThrow(problem);
  });

  it('§11.1 compile send: data and tenant beside a list lie over those of the message', () => {
    const to = { list_id: 'news', data: { n: 'A' }, tenant_id: 'acme' };
    const { plan } = compiled({ to, content, data: { n: 'B', m: 'B' }, context: { tenant_id: 'other', x: 1 } });
    const message = { content, data: { n: 'A', m: 'B' }, context: { tenant_id: 'acme', x: 1 } };
    expect(plan.steps).toMatchObject([{ fields: { list: 'news', message } }]);
    expect(() => compiled({ to, content, data: 5 })).toThrow('message.data: ');
  });

  it('§11.1 W-08 compile send: what only a list behind a user refuses is told, and what both do once', () => {
    const to: Json[] = [{ user_id: 'ada' }, { list_id: 'news' }, { list_id: 'more' }];
    const late = { to, content, delay: { duration: 1 } };
    expect(() => compiled(late)).toThrow(/^message\.delay: is not available for a list[^;]*$/);
    expect(() => compiled({ to, content, template: 't' })).toThrow(
      /^message: needs exactly one of template and content$/,
    );
  });

  it('U-01 compile send: a user id is trimmed, wherever it is read', () => {
    const { plan, context } = compiled({ to: { user_id: ' ada ' }, content });
    expect([plan.steps[0]?.ahead.users, context.recipient]).toEqual([['ada'], 'ada']);
    expect(() => compiled({ to: { user_id: '  ' }, content })).toThrow('message.to.user_id: must not be blank');
  });

  it('§11.1 W-13 compile send: null beside a list says nothing', () => {
    const { plan } = compiled({ to: { list_id: 'news', user_id: null }, content });
    expect(plan.steps).toMatchObject([{ action: 'send-list', fields: { list: 'news', message: { content } } }]);
  });

  it('W-08 compile send: problems of every recipient, and of the content once', () => {
    const inspect = () => [{ path: 'message.content.body', message: 'is broken' }];
    const to: Json[] = [{ email: 5 }, {}];
    const message = { to, content };
    expect(() => compileSend(message, inspect)).toThrow(
      /^message\.to\.0\.email: .*; message\.content\.body: is broken; message\.to\.1: needs a user_id or an address such as email$/,
    );
  });
});
