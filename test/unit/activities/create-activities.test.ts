import { describe, expect, it } from 'vitest';

import { FakeProvider } from '../../support/fake-provider.ts';
import { acceptVirtually } from '../../support/virtual.ts';

const send = { action: 'send', message: { to: { email: 'ada@example.com' }, content: { title: 'T', body: 'B' } } };
const fetchData = { action: 'fetch-data', webhook: { url: 'https://example.com/', method: 'GET' } };
const databaseAway = Object.assign(new Error('connect ECONNREFUSED 10.0.0.7:5432'), { code: 'ECONNREFUSED' });

describe('activities', () => {
  it('F-13 activities: what they throw is reported as it was, and told to Temporal without detail', async () => {
    const { activities, call, errors, rows } = acceptVirtually({ automation: { steps: [send] } });
    rows.messages.get = () => {
      throw databaseAway;
    };
    await expect(activities.deliver(call())).rejects.toMatchObject({
      type: 'Infrastructure',
      nonRetryable: false,
      message: 'the database did not answer',
    });
    expect(errors).toEqual([databaseAway]);
  });

  it.each<[string, object, 'perform' | 'deliver' | 'fetch', string]>([
    ['a send', send, 'perform', 'send has no local effect'],
    ['a send', send, 'fetch', 'send fetches nothing'],
    ['a fetch', fetchData, 'perform', 'fetch-data has no local effect'],
    ['a fetch', fetchData, 'deliver', 'fetch-data sends nothing'],
  ])(
    'A-10 activities: %s is carried out where it belongs only: %j by %s is refused',
    async (_, step, name, message) => {
      const { activities, call, errors, run } = acceptVirtually({ automation: { steps: [step] } });
      await expect(activities[name](call())).rejects.toMatchObject({ nonRetryable: true });
      expect(errors).toEqual([new Error(message)]);
      expect(run.steps.get(0)?.status).not.toBe('PROCESSED');
    },
  );

  it('J-44 activities: finish ends a run whose last step waited, once', async () => {
    const { activities, call, run } = acceptVirtually({
      automation: { steps: [{ action: 'delay', duration: '1 day' }] },
    });
    await activities.perform(call());
    await activities.finish(call());
    expect([run.status, run.steps.get(0)?.status]).toEqual(['PROCESSED', 'PROCESSED']);
    await activities.fail(call(), { outcome: { kind: 'failed', reason: 'too late' }, isLastStep: true });
    expect(run.status).toBe('PROCESSED');
  });

  it('F-13 activities: a worker that stops tells the provider', async () => {
    const provider = new FakeProvider('outbox');
    const { activities, call } = acceptVirtually({ automation: { steps: [send] } }, { providers: [provider] });
    const stopping = new AbortController();
    await activities.deliver(call(), stopping.signal);
    expect(provider.signals).toEqual([stopping.signal]);
  });
});
