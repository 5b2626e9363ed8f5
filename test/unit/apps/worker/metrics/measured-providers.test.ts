import { Registry } from 'prom-client';
import { expect, test } from 'vitest';

import type { Answer, Provider } from '../../../../../activities/deliver/providers/provider.ts';
import { Smtp } from '../../../../../activities/deliver/providers/smtp.ts';
import { measuredProviders } from '../../../../../apps/worker/metrics/measured-providers.ts';

const call = [{}, {}, new AbortController().signal] as unknown as Parameters<Provider['deliver']>;

/** A provider that answers what it is told, from a field of its own. */
class Told extends Smtp {
  constructor(readonly told: () => Answer) {
    super();
  }

  override async deliver(): Promise<Answer> {
    return this.told();
  }
}

async function countsOf(registry: Registry): Promise<string[]> {
  return (await registry.metrics()).split('\n').filter((line) => line.includes('_count{'));
}

test('R-22 providers: every call is counted by its outcome, and is otherwise as it was', async () => {
  const registry = new Registry();
  const answers: Answer[] = [
    { kind: 'sent', answer: '250' },
    { kind: 'sent', answer: '250' },
    { kind: 'transient', answer: '421' },
  ];
  const smtp = measuredProviders({ smtp: new Told(() => answers.shift() as Answer) }, registry).smtp as Provider;
  expect(await smtp.deliver(...call)).toEqual({ kind: 'sent', answer: '250' });
  await smtp.deliver(...call);
  await smtp.deliver(...call);
  expect([smtp.key, smtp.channels]).toEqual(['smtp', ['email']]);
  expect(await countsOf(registry)).toEqual([
    'angarium_provider_call_duration_seconds_count{provider="smtp",outcome="sent"} 2',
    'angarium_provider_call_duration_seconds_count{provider="smtp",outcome="transient"} 1',
  ]);
});

test('R-22 providers: one that breaks is counted, and breaks still', async () => {
  const registry = new Registry();
  const broken = new Told(() => {
    throw new Error('bug');
  });
  const smtp = measuredProviders({ smtp: broken }, registry).smtp as Provider;
  await expect(smtp.deliver(...call)).rejects.toThrow('bug');
  expect(await countsOf(registry)).toEqual([expect.stringContaining('outcome="broken"')]);
});
