import { outbox } from '../../activities/deliver/providers/outbox.ts';
import type { Answer, Parcel, Provider } from '../../activities/deliver/providers/provider.ts';

/**
 * The answers of an outbox whose temper is told by the address: `later3@…` fails three times before it is sent, `never@…` always,
 * `refused@…` and `+1999…` are refused. The same on every driver, whatever the messages' ids.
 */
export function flakyAnswers(): (parcel: Parcel) => Answer {
  const calls = new Map<string, number>();
  return ({ key, address }) => {
    const made = (calls.get(key) ?? 0) + 1;
    calls.set(key, made);
    const [, times] = /^later(\d+)@/.exec(address) ?? [];
    if (address.startsWith('never@') || made <= Number(times ?? 0)) return { kind: 'transient', answer: '451 later' };
    if (/^(refused@|\+1999)/.test(address)) return { kind: 'refused', answer: '554 no' };
    return { kind: 'sent', answer: '250 ok' };
  };
}

/** That outbox. */
export function flakyProvider(): Provider {
  const answerOf = flakyAnswers();
  return { ...outbox, deliver: async (_config, parcel) => answerOf(parcel) };
}
