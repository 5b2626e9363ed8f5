import { describe, expect, it } from 'vitest';

import { JourneyBody } from '../../../language/journey.ts';

const nodes = [{ type: 'trigger', trigger_type: 'api-invoke', extra: { a: [1] } }];

describe('JourneyBody', () => {
  it('J-01 journey: is read, with its nodes as they are', () => {
    const body = { name: ' Welcome ', nodes, enabled: false, state: 'PUBLISHED', cancelation_token: 'a', alias: 'hi' };
    expect(JourneyBody.parse({ ...body, unknown: 1 })).toEqual({ ...body, name: 'Welcome' });
    const nulls = { enabled: null, state: null, cancelation_token: null, alias: null };
    expect(JourneyBody.parse({ name: 'a', nodes, ...nulls })).toEqual({ name: 'a', nodes });
  });

  it.each<[object, string]>([
    [{ nodes }, 'name'],
    [{ name: ' ', nodes }, 'name'],
    [{ name: 'a' }, 'nodes'],
    [{ name: 'a', nodes: [] }, 'nodes'],
    [{ name: 'a', nodes: ['x'] }, 'nodes.0'],
    [{ name: 'a', nodes, enabled: 'yes' }, 'enabled'],
    [{ name: 'a', nodes, state: 'LIVE' }, 'state'],
    [{ name: 'a', nodes, cancelation_token: 5 }, 'cancelation_token'],
  ])('J-01 journey: %j is refused at %s', (body, path) => {
    expect(JourneyBody.safeParse(body).error?.issues.map((issue) => issue.path.join('.'))).toEqual([path]);
  });
});
