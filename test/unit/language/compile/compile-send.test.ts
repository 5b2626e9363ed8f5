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
      { list_pattern: 'news.*', data: {}, locale: 'de' },
      'message.to.data: is not available beside list_pattern; message.to.locale: ',
    ],
    [{ list_id: 'news', list_pattern: 'news.*' }, 'message.to.list_pattern: is not available beside list_id'],
    [{ list_id: '' }, 'message.to: must be a list id'],
  ])('§11.1 compile send: what stands beside a list is refused by its name: %j', (to, problem) => {
    expect(() => compiled({ to, content })).toThrow(problem);
    expect(() => compiled({ to: [{ user_id: 'ada' }, to], content })).toThrow(problem.replaceAll('.to', '.to.1'));
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
