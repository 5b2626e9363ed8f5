import { describe, expect, it, test } from 'vitest';

import type { JsonObject } from '../../../../language/json/json.ts';
import { compiledNode, preparedNode } from '../../../support/compiled-node.ts';

const fetch = (fields: JsonObject): JsonObject => {
  return { type: 'fetch', method: 'get', url: 'https://example.com/', merge_strategy: 'overwrite', ...fields };
};

describe('node fetch', () => {
  test.each([
    ...['get', 'delete'].map((method) => ({ method })),
    ...['post', 'put'].map((method) => ({ method, body: '{"a":1}' })),
    ...['overwrite', 'soft-merge', 'replace', 'none'].map((strategy) => ({ merge_strategy: strategy })),
  ])('N-31 fetch: %j', (fields) => {
    expect(compiledNode(fetch(fields))).toMatchObject({ fields, label: expect.stringMatching(/^[A-Z]+$/) });
  });

  it('N-31 N-04 fetch: references count everywhere but in the schema of the answer', () => {
    const schema = { $ref: '#/definitions/{{a}}' };
    const fields = {
      method: 'post',
      url: 'https://example.com/{{data.id}}',
      headers: { Authorization: { $ref: 'data.token' }, 'X-Id': '{{id}}' },
      query_params: { plan: '{{plan}}' },
      body: '{"id":{{data.id}},"all":{{all}}}',
      response_schema: schema,
    };
    const data = { id: 7, token: 't', plan: 'gold', all: [1] };
    expect(preparedNode(fetch(fields), data)).toEqual({
      kind: 'ready',
      action: 'fetch',
      fields: {
        method: 'post',
        merge_strategy: 'overwrite',
        url: 'https://example.com/7',
        headers: { Authorization: 't', 'X-Id': '7' },
        query_params: { plan: 'gold' },
        body: '{"id":7,"all":[1]}',
        response_schema: schema,
      },
      dangling: [],
    });
  });

  test.each<[JsonObject, string]>([
    [{ method: 'GET' }, 'nodes.1.method: '],
    [{ method: 'get', body: 'x' }, 'nodes.1.body: is only for post and put'],
    [{ method: 'delete', body: '{{data.x}}' }, 'nodes.1.body: is only for post and put'],
    [{ merge_strategy: null }, 'nodes.1.merge_strategy: '],
    [{ merge_strategy: '{{data.how}}' }, 'nodes.1.merge_strategy: '],
    [{ url: null }, 'nodes.1.url: '],
    [{ headers: { 'X-A': 'a\nb' } }, 'nodes.1.headers.X-A: holds a character'],
    [{ query_params: [] }, 'nodes.1.query_params: '],
  ])('N-31 fetch: %j is refused', (fields, message) => {
    expect(() => compiledNode(fetch(fields))).toThrow(message);
  });

  it('N-32 fetch: a URL is looked at only when it is asked', () => {
    expect(preparedNode(fetch({ url: 'no url' }))).toMatchObject({ kind: 'ready', fields: { url: 'no url' } });
  });

  it('N-36 fetch: a schema of the answer that is none is refused', () => {
    const schemaProblem = () => 'is no schema';
    expect(() => compiledNode(fetch({ response_schema: {} }), { schemaProblem })).toThrow(
      'nodes.1.response_schema: is no schema',
    );
  });

  test.each<[JsonObject, string]>([
    [{ url: 'https://example.com/{{gone}}' }, 'url: gone refers to nothing'],
    [{ headers: { 'X-A': '{{lines}}' } }, 'headers.X-A: holds a character'],
  ])('N-06 fetch: %j fails when it is reached', (fields, reason) => {
    const prepared = preparedNode(fetch(fields), { lines: 'secret\r\nX: 1' });
    expect(prepared).toMatchObject({ kind: 'failed', reason: expect.stringContaining(reason) });
    expect(JSON.stringify(prepared)).not.toContain('secret');
  });
});
