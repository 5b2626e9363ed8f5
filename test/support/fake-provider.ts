import { z } from 'zod';

import type { Answer, Parcel, Provider } from '../../activities/deliver/providers/provider.ts';
import type { ProviderConfig } from '../../activities/ports/provider-config.ts';

/** An e-mail provider that answers what it was told, call by call, and keeps what it was handed. */
export class FakeProvider implements Provider {
  readonly channels = ['email'];
  readonly title = 'Fake';
  readonly description = 'Of a test.';
  readonly settings = z.object({}).transform(() => ({}));
  readonly secrets = [];
  readonly parcels: Parcel[] = [];
  /** That a worker would abort when it stops, one a call. */
  readonly signals: AbortSignal[] = [];

  /** @param answers In order; once they are used up, everything is sent. */
  constructor(
    readonly key: string,
    readonly answers: readonly (Answer | (() => Answer))[] = [],
  ) {}

  async deliver(_config: ProviderConfig, parcel: Parcel, signal: AbortSignal): Promise<Answer> {
    const answer = this.answers[this.parcels.length] ?? { kind: 'sent', answer: '250 ok' };
    this.parcels.push(structuredClone(parcel));
    this.signals.push(signal);
    return typeof answer === 'function' ? answer() : answer;
  }

  /** How an environment would have it configured. */
  configured(changes: Partial<ProviderConfig> = {}): ProviderConfig {
    const { key } = this;
    return {
      id: key,
      provider: key,
      channels: ['email'],
      version: 1,
      guarantee: 'at-least-once',
      settings: {},
      ...changes,
    };
  }
}
