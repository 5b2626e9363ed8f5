import { expect, test } from 'vitest';

import { TemplateBody } from '../../../../language/content/template.ts';

const content = { version: '2022-01-01', elements: [] };
const problemsOf = (body: unknown) =>
  TemplateBody.safeParse(body).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];

test('template body: keeps every field, and tells a null alias from none', () => {
  const body = {
    name: 'Welcome',
    tags: ['a'],
    brand: { id: 'bnd_1' },
    subscription: { topic_id: 'pt_1' },
    routing: { strategy_id: 'rs_1' },
    content,
    alias: null,
  };
  expect(TemplateBody.parse(body)).toEqual(body);
  expect(TemplateBody.parse({ name: 'Welcome', content })).not.toHaveProperty('alias');
});

test('W-13 template body: takes null as absence and drops unknown fields', () => {
  const body = { name: 'x', tags: null, brand: null, subscription: null, routing: null, content, later: 1 };
  expect(problemsOf(body)).toEqual([]);
  expect(TemplateBody.parse(body)).not.toHaveProperty('later');
});

test.each([
  [{ content }, 'name: Invalid input: expected string, received undefined'],
  [{ name: 'x' }, 'content: Invalid input: expected object, received undefined'],
  [{ name: 'x', content, brand: {} }, 'brand.id: Invalid input: expected string, received undefined'],
  [{ name: 'x', content, alias: 'tenant/a' }, 'alias: must not begin with tenant/'],
  [
    { name: 'x', content: { ...content, elements: [{ type: 'text' }] } },
    'content.elements.0.content: is required when there are no elements',
  ],
])('W-08 template body: says where %j is wrong, and how', (body, problem) => {
  expect(problemsOf(body)).toEqual([problem]);
});
