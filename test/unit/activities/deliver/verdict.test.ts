import { describe, expect, it } from 'vitest';

import type { Answer } from '../../../../activities/deliver/providers/provider.ts';
import { verdictOf } from '../../../../activities/deliver/verdict.ts';

const sent: Answer = { kind: 'sent', answer: '250 ok' };
const refused: Answer = { kind: 'refused', answer: '554 no' };
const bounced: Answer = { kind: 'refused', answer: '550 no such user', bounced: true };
const transient: Answer = { kind: 'transient', answer: '451 later' };
const unknown: Answer = { kind: 'unknown', answer: 'timeout' };

function judge(
  answers: Answer[],
  changes: {
    elapsedMs?: number;
    isLastHope?: boolean;
    isLastProvider?: boolean;
    guarantee?: 'at-least-once' | 'at-most-once';
    mock?: boolean;
  } = {},
) {
  const { guarantee = 'at-least-once', ...others } = changes;
  const provider = { id: 'p', provider: 'smtp', channels: ['email'], version: 1, settings: {}, guarantee };
  const circumstances = { channel: 'email', elapsedMs: 0, isLastProvider: true, isLastHope: true, mock: false, at: 7 };
  return verdictOf(answers, { ...circumstances, provider, ...others });
}

describe('verdict', () => {
  it('S-01 an accepted message is SENT', () => {
    const history = [{ type: 'SENT', ts: 7, channel: 'email', provider: 'smtp' }];
    expect(judge([sent])).toMatchObject({ outcome: 'sent', message: { status: 'SENT', history } });
  });

  it('W-23 what a mock key sends is SIMULATED', () => {
    const history = [{ type: 'SIMULATED', ts: expect.any(Number), channel: 'email', provider: 'smtp' }];
    expect(judge([sent], { mock: true })).toMatchObject({ outcome: 'sent', message: { status: 'SIMULATED', history } });
  });

  it('S-06 a refusal by the last provider is UNDELIVERABLE, with the address or the provider to blame', () => {
    expect(judge([refused])).toMatchObject({
      outcome: 'refused',
      message: { status: 'UNDELIVERABLE', reason: 'PROVIDER_ERROR', history: [{ provider: 'smtp' }] },
    });
    expect(judge([bounced])).toMatchObject({
      message: { status: 'UNDELIVERABLE', reason: 'BOUNCED', error: '550 no such user' },
    });
  });

  it.each([refused, transient])('S-06 a $kind answer moves on to the next provider at once', (answer) => {
    const verdict = judge([answer], { isLastProvider: false });
    expect(verdict.retryInMs).toBe(0);
    expect(verdict.message).toBeUndefined();
  });

  it('F-13 a transient failure of any provider in the round is tried again later', () => {
    expect(judge([transient, refused]).retryInMs).toBe(5_000);
    expect(judge([transient], { elapsedMs: 15_000 }).retryInMs).toBe(20_000);
  });

  it('F-13 a transient failure waits at least as long as the provider asks', () => {
    expect(judge([{ ...transient, retryInMs: 60_000 } as Answer]).retryInMs).toBe(60_000);
  });

  it('F-13 a delivery is given up after a day of attempts', () => {
    expect(judge([transient], { elapsedMs: 86_400_000 })).toMatchObject({
      outcome: 'refused',
      message: { status: 'UNDELIVERABLE', reason: 'PROVIDER_ERROR' },
    });
  });

  it('S-06 what is refused on one channel says nothing of the message while another may take it', () => {
    const history = [expect.objectContaining({ type: 'UNDELIVERABLE', channel: 'email' })];
    expect(judge([refused], { isLastHope: false }).message).toEqual({ history });
  });

  it('N-55 a call that broke is never made again, whatever the guarantee', () => {
    const broken = judge([{ ...unknown, isFinal: true } as Answer]);
    expect(broken).toMatchObject({ outcome: 'unknown', message: { status: 'ROUTED' } });
    expect(broken.retryInMs).toBeUndefined();
  });

  it('N-55 an unknown outcome is tried again by the same provider only under at-least-once', () => {
    expect(judge([unknown], { isLastProvider: false }).retryInMs).toBe(5_000);
    const held = judge([unknown], { guarantee: 'at-most-once', isLastProvider: false });
    expect(held.retryInMs).toBeUndefined();
    expect(held.message).toMatchObject({ status: 'ROUTED', error: expect.stringContaining('unknown') });
  });
});
