import { Connection } from '@temporalio/client';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';

import { searchAttributes } from '../../workflows/contracts/search-attributes.ts';

let connection: Connection;

beforeAll(async () => {
  connection = await Connection.connect({ address: inject('temporalAddress') });
});

afterAll(() => connection.close());

it('R-10 dev server: keeps closed runs for 30 days', async () => {
  const { config } = await connection.workflowService.describeNamespace({ namespace: 'default' });
  expect(Number(config?.workflowExecutionRetentionTtl?.seconds)).toBe(30 * 86_400);
});

it('R-10 dev server: knows our search attributes from the start', async () => {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace: 'default' });
  expect(Object.keys(customAttributes ?? {})).toEqual(
    expect.arrayContaining(Object.values(searchAttributes).map(({ name }) => name)),
  );
});

it('R-03 dev server: tells its metrics, from which costs are read', async () => {
  expect(await (await fetch(inject('temporalMetricsUrl'))).text()).toContain('service_requests');
});
