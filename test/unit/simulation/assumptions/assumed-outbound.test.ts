import { describe, expect, it } from 'vitest';

import { AssumedOutbound } from '../../../../simulation/assumptions/assumed-outbound.ts';
import { fetch, send } from '../../../support/simulation/sample-steps.ts';
import { simulateSteps } from '../../../support/simulation/simulate-body.ts';

describe('assumed outbound', () => {
  it('DR-03 assumed outbound: a fetch is answered as it is said, by ref, id or order, one answer a try', async () => {
    const guarded = { ...send, if: 'data.total === 7' };
    for (const name of ['f1', 'step-0', '0']) {
      const assume = { fetches: { [name]: { body: { total: 7 }, headers: { 'X-A': 'b' } } } };
      const { entries, assumptionsNeeded } = await simulateSteps([fetch, guarded], {}, { assume });
      expect(entries[0]?.fetched).toEqual([
        { url: 'https://example.com/a', method: 'GET', assumed: true, status: 200 },
      ]);
      expect([entries[1]?.status, assumptionsNeeded]).toEqual(['PROCESSED', []]);
    }
    const tries = [{ status: 503 }, { error: 'it broke' }, { body: { total: 7 } }];
    const { entries } = await simulateSteps([fetch, guarded], {}, { assume: { fetches: { f1: tries } } });
    expect(entries[0]?.fetched?.map(({ status }) => status)).toEqual([503, undefined, 200]);
    expect(entries.map(({ status }) => status)).toEqual(['PROCESSED', 'PROCESSED']);
  });

  it('DR-03 assumed outbound: an answer that is no success is a step that goes wrong', async () => {
    const { entries } = await simulateSteps([fetch], {}, { assume: { fetches: { f1: { status: 404 } } } });
    expect(entries[0]).toMatchObject({ status: 'ERROR', reason: 'the answer is no success: status 404' });
  });

  it('DR-03 assumed outbound: names of headers are in lower case, as those of real answers are', async () => {
    const outbound = new AssumedOutbound(new Map([[0, [{ status: 503, body: {}, headers: { 'Retry-After': '7' } }]]]));
    const url = new URL(fetch.webhook.url);
    const answer = await outbound.send({ method: 'GET', url, headers: {}, timeoutMs: 1_000, maxBytes: 1_000 });
    expect(answer).toMatchObject({ kind: 'answered', status: 503, headers: { 'retry-after': '7' } });
  });
});
