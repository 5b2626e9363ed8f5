import { expect, test } from 'vitest';

import { send } from '../../../../language/actions/send.ts';
import type { JsonObject } from '../../../../language/json/json.ts';

const context = { data: {}, profile: {}, recipient: 'run-user', template: 'run-template' };

test.each<[string, JsonObject, string[], string[]]>([
  ['A-21', {}, ['run-template'], ['run-user']],
  ['A-21', { template: 't', recipient: 'u' }, ['t'], ['u']],
  ['A-21', { template: 'refs.data.t', recipient: { $ref: 'data.u' } }, [], []],
  ['A-22', { message: { template: 't' } }, ['t'], ['run-user']],
  ['A-22', { message: { template: 't' }, recipient: 'r' }, ['t'], ['r']],
  ['A-22', { message: { template: 't', to: { user_id: 'u' } } }, ['t'], ['u']],
  ['A-22', { message: { template: `\${data.t}`, to: { user_id: `\${data.u}` } } }, [], []],
  ['A-22', { message: { content: { body: 'b' } }, template: 'ignored' }, [], ['run-user']],
])('%s send: %j names ahead what it will need', (_rule, fields, templates, users) => {
  expect(send.ahead(fields, context)).toEqual({ templates, users });
});

test('A-21 send: the older fields are optional, and null is absent', () => {
  expect(send.fields.parse({ recipient: null, template: 't', override: { smtp: {} }, later: 1 })).toEqual({
    recipient: undefined,
    template: 't',
    override: { smtp: {} },
  });
});
