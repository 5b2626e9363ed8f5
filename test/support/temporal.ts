import { TestWorkflowEnvironment } from '@temporalio/testing';
import { inject } from 'vitest';

import { searchAttributes } from '../../workflows/contracts/search-attributes.ts';
import { eventually } from './eventually.ts';

const KEYWORD = 2; // temporal.api.enums.v1.IndexedValueType

/** A server of its own whose clock jumps over every wait, with our search attributes. Tear it down. */
export async function skipTime(): Promise<TestWorkflowEnvironment> {
  const executable = { type: 'existing-path', path: inject('temporalTestServer') } as const;
  // It is given five seconds to start, which are not enough on a busy machine.
  const environment = await eventually(() => TestWorkflowEnvironment.createTimeSkipping({ server: { executable } }));
  const namespace = environment.namespace ?? 'default';
  const names = Object.values(searchAttributes).map(({ name }) => [name, KEYWORD]);
  const attributes = Object.fromEntries(names);
  await environment.connection.operatorService.addSearchAttributes({ namespace, searchAttributes: attributes });
  return environment;
}
