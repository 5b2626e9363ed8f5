import { describe, expect, it } from 'vitest';

import { fetchData } from '../../../../language/actions/fetch-data.ts';
import { AdHocInvoke } from '../../../../language/automation.ts';
import { compileAutomation } from '../../../../language/compile/compile.ts';
import type { ActionStep } from '../../../../language/plan.ts';
import { prepareStep } from '../../../../language/run/prepare.ts';

const url = 'https://example.com/';

function compile(fields: object) {
  const automation = { steps: [{ action: 'fetch-data', ...fields }] };
  return compileAutomation(AdHocInvoke.parse({ automation }), 0).plan.steps[0] as ActionStep;
}

/** The webhook as it is asked for, over data. */
function prepare(webhook: unknown, data: object = {}, more: object = {}) {
  const scope = { data: data as never, profile: { plan: 'gold' }, recipient: 'ada', refs: {} };
  return prepareStep(compile({ webhook, ...more }), scope);
}

describe('action fetch-data', () => {
  it('C-26 fetch-data: without a method it is a GET, and replaces the data', () => {
    const expected = { webhook: { url, method: 'GET' }, merge_strategy: 'replace' };
    const nulls = { method: null, headers: null, body: null, params: null };
    expect(fetchData.fields.parse({ webhook: { url, ...nulls }, merge_strategy: null })).toEqual(expected);
  });

  it.each(['replace', 'overwrite', 'soft-merge', 'none'])('C-15 fetch-data: merges by %s', (merge_strategy) => {
    expect(prepare({ url }, {}, { merge_strategy })).toMatchObject({ kind: 'ready', fields: { merge_strategy } });
  });

  it.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])('C-16 fetch-data: asks by %s', (method) => {
    expect(prepare({ url, method })).toMatchObject({ kind: 'ready', fields: { webhook: { method } } });
  });

  it.each([
    [{ url, method: 'POST' }, 'POST'],
    [{ url }, 'GET'],
    [{ url, method: 'refs.data.method' }, undefined],
    ['refs.data.webhook', undefined],
  ])('A-26 fetch-data: of %j onlookers are told the method at most', (webhook, label) => {
    expect(compile({ webhook })).toMatchObject({ ahead: { templates: [], users: [] } });
    expect(compile({ webhook }).label).toBe(label);
  });

  it('A-26 X-03 fetch-data: references count everywhere and at any depth', () => {
    const webhook = {
      url: `https://example.com/\${data.id}`,
      method: { $ref: 'data.how' },
      headers: { Authorization: `Bearer \${data.token}`, 'X-Id': 'refs.data.id', 'X-Gone': 'refs.data.gone' },
      params: { plan: 'refs.profile.plan', deep: [{ $ref: 'data.id' }] },
      body: { user: { id: 'refs.data.id', all: [{ $ref: 'data.list' }] } },
    };
    const data = { id: 7, how: 'PUT', token: 't', list: [1, { a: 2 }], strategy: 'overwrite' };
    expect(prepare(webhook, data, { merge_strategy: 'refs.data.strategy' })).toMatchObject({
      kind: 'ready',
      fields: {
        merge_strategy: 'overwrite',
        webhook: {
          url: 'https://example.com/7',
          method: 'PUT',
          headers: { Authorization: 'Bearer t', 'X-Id': '7' },
          params: { plan: 'gold', deep: [7] },
          body: { user: { id: 7, all: [[1, { a: 2 }]] } },
        },
      },
    });
  });

  it('X-06 fetch-data: a header that refers to nothing is left out', () => {
    const prepared = prepare({ url, headers: { 'X-Gone': 'refs.data.gone', 'X-Here': 'a' } });
    expect(prepared).toMatchObject({ kind: 'ready', fields: { webhook: { headers: { 'X-Here': 'a' } } } });
    expect(JSON.stringify(prepared)).not.toContain('X-Gone');
  });

  it.each<[unknown, object, string]>([
    ['refs.data.gone', {}, 'webhook: refers to nothing'],
    [{ url: 'refs.data.gone' }, {}, 'webhook.url: refers to nothing'],
    [{ url: { $ref: 'data.gone' } }, {}, 'webhook.url: refers to nothing'],
    [{ url: `https://example.com/\${data.gone}/orders` }, {}, 'webhook.url: a value is missing'],
    [{ url, method: 'refs.data.gone' }, {}, 'webhook.method: refers to nothing'],
    [{ url }, { merge_strategy: 'refs.data.gone' }, 'merge_strategy: refers to nothing'],
    [{ url, method: 'refs.data.word' }, {}, 'webhook.method: '],
    [{ url, headers: { 'X-Word': 'refs.data.lines' } }, {}, 'webhook.headers.X-Word: holds a character'],
    ['refs.data.hook', {}, 'webhook: is not the name of a header'],
  ])('F-04 fetch-data: %j with %j cannot be asked', (webhook, more, reason) => {
    const hook = { url, headers: { 'secret header': 'x' } };
    const prepared = prepare(webhook, { word: 'secret', lines: 'secret\r\nX-Evil: 1', hook }, more);
    expect(prepared).toMatchObject({ kind: 'failed', reason: expect.stringContaining(reason) });
    expect(JSON.stringify(prepared)).not.toContain('secret');
  });

  it.each([
    [{}, 'automation.steps.0.webhook: '],
    [{ webhook: 'https://example.com' }, 'automation.steps.0.webhook: '],
    [{ webhook: { method: 'GET' } }, 'automation.steps.0.webhook.url: '],
    [{ webhook: { url, method: 'BREW' } }, 'automation.steps.0.webhook.method: '],
    [{ webhook: { url, method: 'POST', body: 5 } }, 'automation.steps.0.webhook.body: '],
    [{ webhook: { url, params: ['a'] } }, 'automation.steps.0.webhook.params: '],
    [{ webhook: { url, headers: { 'X-A': 'a\nb' } } }, 'automation.steps.0.webhook.headers.X-A: holds a character'],
    [{ webhook: { url, headers: { Host: 'a' } } }, 'automation.steps.0.webhook.headers.Host: is a header that only'],
    [{ webhook: { url, headers: { 'X-A': 5 } } }, 'automation.steps.0.webhook.headers.X-A: '],
    [{ webhook: { url: `\${` } }, 'automation.steps.0.webhook.url: '],
    [{ webhook: { url }, merge_strategy: 'deep' }, 'automation.steps.0.merge_strategy: '],
  ])('A-08 fetch-data: %j is refused at invoke, naming the field', (fields, message) => {
    expect(() => compile(fields)).toThrow(message);
  });
});
