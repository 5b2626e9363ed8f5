import type { ApplicationFailure } from '@temporalio/common';
import { describe, expect, it, vi } from 'vitest';

import { messageIdOf } from '../../../../activities/deliver/message-id.ts';
import type { Answer } from '../../../../activities/deliver/providers/provider.ts';
import type { ProviderConfig } from '../../../../activities/ports/provider-config.ts';
import { cancelMessage } from '../../../../platform/memory/cancel-run.ts';
import { MemoryRows, type MessageRow } from '../../../../platform/memory/memory-rows.ts';
import type { MessageOutcome } from '../../../../workflows/contracts/step-activities.ts';
import { FakeProvider } from '../../../support/fake-provider.ts';
import { acceptVirtually, RUN_ID } from '../../../support/virtual.ts';

const refused: Answer = { kind: 'refused', answer: '554 no' };
const bounced: Answer = { kind: 'refused', answer: '550 no such user', bounced: true };
const transient: Answer = { kind: 'transient', answer: '451 later' };
const unknown: Answer = { kind: 'unknown', answer: 'the connection broke' };
const atMostOnce = { guarantee: 'at-most-once' } as const;

const LEASE_MS = 45_000;
const body = (text: string) => ({ content: { title: 'Hello {{name}}', body: text } });
const send = { action: 'send', template: 'WELCOME' };

/** A run of two sends to ada, over the providers; its clock stands still until it is moved. */
function arrange(
  providers: FakeProvider[],
  { mock = false, ...changes }: Partial<ProviderConfig> & { mock?: boolean } = {},
) {
  const rows = new MemoryRows();
  rows.providers.push(...providers.map((provider) => provider.configured(changes)));
  rows.profiles.set('ada', { email: 'ada@example.com' });
  const template = {
    id: 'nt_1',
    alias: 'WELCOME',
    archived: false,
    version: { id: 'v1', number: 1, body: body('One.') },
  };
  rows.templates.push(template);
  const clock = { time: 1_000_000 };
  const request = { recipient: 'ada', data: { name: 'Ada' }, automation: { steps: [send, send] } };
  const accepted = acceptVirtually(request, { rows, providers, mock, now: () => clock.time });
  const { activities, call, run } = accepted;
  const messageId = messageIdOf(RUN_ID, 0);
  return {
    ...accepted,
    clock,
    template,
    deliver: () => activities.deliver(call()),
    /** A pass with the message of the first step. */
    goOn: () => activities.deliverMessage({ messageId, at: 0 }),
    /** From now on no settlement of an attempt is written; gives what undoes that. */
    loseWorker: () => vi.spyOn(accepted.ledger, 'settle').mockRejectedValue(new Error('the worker is gone')),
    /** What Temporal is told of an attempt that did not end the step. */
    failure: () =>
      activities.deliver(call()).then(
        () => expect.fail('the step ended'),
        (error) => error as ApplicationFailure,
      ),
    message: () => rows.messages.get(messageId),
    step: () => run.steps.get(0),
  };
}

describe('an attempt', () => {
  it('S-01 deliver: an accepted message is SENT, and every stage of it is told', async () => {
    const provider = new FakeProvider('smtp');
    const { deliver, message, step, run } = arrange([provider]);
    const messageId = messageIdOf(RUN_ID, 0);
    expect(await deliver()).toEqual({ kind: 'processed', messageId });
    expect(message()).toMatchObject({ status: 'SENT', recipient: 'ada', templateId: 'nt_1' });
    expect(message()?.history.map(({ type }) => type)).toEqual([
      'ENQUEUED',
      'MAPPED',
      'PROFILE_LOADED',
      'RENDERED',
      'DELIVERING',
      'SENT',
    ]);
    expect(message()?.history.slice(-2)).toMatchObject([
      { type: 'DELIVERING', channel: 'email', provider: 'smtp' },
      { type: 'SENT', provider: 'smtp' },
    ]);
    expect(step()).toMatchObject({ status: 'PROCESSED', messageId });
    expect(run.status).toBe('PROCESSING');
    const rendered = expect.objectContaining({ subject: 'Hello Ada', text: 'One.' });
    expect(provider.parcels).toEqual([{ key: `${messageId}-email`, address: 'ada@example.com', rendered }]);
  });

  it('A-10 deliver: the send that is the last step ends the run', async () => {
    const { deliver, activities, call, run } = arrange([new FakeProvider('smtp')]);
    await deliver();
    await activities.deliver(call(1));
    expect(run.status).toBe('PROCESSED');
  });

  it('A-10 deliver: asked again for a step that is over, it says the same and sends nothing', async () => {
    const provider = new FakeProvider('smtp');
    const { deliver } = arrange([provider]);
    const first = await deliver();
    expect(await deliver()).toEqual(first);
    expect(provider.parcels).toHaveLength(1);
  });

  it('W-23 deliver: what a mock key sends is SIMULATED, and reaches no provider', async () => {
    const provider = new FakeProvider('smtp');
    const { deliver, message } = arrange([provider], { mock: true });
    await deliver();
    expect(message()?.status).toBe('SIMULATED');
    expect(
      message()
        ?.history.map(({ type }) => type)
        .slice(-2),
    ).toEqual(['DELIVERING', 'SIMULATED']);
    expect(provider.parcels).toEqual([]);
  });

  it('§11.2 deliver: a message that was canceled before its next attempt goes no further, and its run goes on', async () => {
    const provider = new FakeProvider('smtp');
    const { deliver, failure, loseWorker, message, step, run, clock } = arrange([provider]);
    const lost = loseWorker();
    await failure();
    lost.mockRestore();
    clock.time += LEASE_MS + 1;
    cancelMessage(message() as MessageRow, 7, clock.time);
    expect(await deliver()).toEqual({ kind: 'processed', messageId: messageIdOf(RUN_ID, 0) });
    expect([message()?.status, step()?.status, run.status]).toEqual(['CANCELED', 'PROCESSED', 'PROCESSING']);
    expect(provider.parcels).toHaveLength(1);
  });

  it('F-11 J-66 deliver: what its provider wants later of a run canceled meanwhile is CANCELED, its step too', async () => {
    const arranged = arrange([new FakeProvider('smtp', [() => cancelAndDefer()])]);
    const { activities, call, deliver, message, step, run, rows } = arranged;
    const cancelAndDefer = (): Answer => {
      void activities.cancel(call());
      return transient;
    };
    await deliver();
    expect([message()?.status, step()?.status, run.status]).toEqual(['CANCELED', 'CANCELED', 'CANCELED']);
    expect(step()?.context.reason).toBe('canceled in Temporal');
    expect(await deliver()).toEqual({ kind: 'closed' });
    expect(rows.messages.size).toBe(1);
  });

  it('J-65 deliver: nothing is sent for a run that was canceled', async () => {
    const provider = new FakeProvider('smtp');
    const { deliver, message, run } = arrange([provider]);
    run.status = 'CANCELED';
    expect(await deliver()).toEqual({ kind: 'closed' });
    expect([provider.parcels, message()]).toEqual([[], undefined]);
  });

  it('J-65 J-67 deliver: what was under way when the run was canceled is noted, and the run stays CANCELED', async () => {
    const cancelMeanwhile = (): Answer => {
      run.status = 'CANCELED';
      return { kind: 'sent', answer: '250 ok' };
    };
    const { deliver, message, run } = arrange([new FakeProvider('smtp', [cancelMeanwhile])]);
    await deliver();
    expect([message()?.status, run.status]).toEqual(['SENT', 'CANCELED']);
  });
});

describe('a refusal', () => {
  it.each([
    [refused, 'PROVIDER_ERROR'],
    [bounced, 'BOUNCED'],
  ])('S-06 F-07 deliver: %j by all is UNDELIVERABLE with %s, and the run goes on', async (answer, reason) => {
    const providers = [new FakeProvider('one', [refused]), new FakeProvider('two', [answer])];
    const { deliver, message, run } = arrange(providers);
    expect(await deliver()).toMatchObject({ kind: 'processed' });
    expect(message()).toMatchObject({ status: 'UNDELIVERABLE', reason, error: answer.answer });
    expect(run.status).toBe('PROCESSING');
  });

  it.each([refused, transient])(
    'S-06 deliver: $kind by one goes to the next, the same message, at once',
    async (answer) => {
      const providers = [new FakeProvider('one', [answer]), new FakeProvider('two')];
      const { deliver, message } = arrange(providers);
      await deliver();
      expect(message()).toMatchObject({ status: 'SENT', deliveries: [{ providerId: 'two', attempt: 2 }] });
      expect(providers[1]?.parcels).toEqual(providers[0]?.parcels);
      expect(message()?.history.at(-1)).toMatchObject({ type: 'SENT', provider: 'two' });
    },
  );
});

describe('a failure that passes', () => {
  it('F-07 F-13 deliver: the step is over, its run goes on, and the message says when it does', async () => {
    const { deliver, errors, step, run, clock, message } = arrange([new FakeProvider('smtp', [transient])]);
    const outcome = { kind: 'processed', messageId: message()?.id, resumesAt: clock.time + 5_000 };
    expect(await deliver()).toEqual({ ...outcome, messageId: messageIdOf(RUN_ID, 0) });
    expect(errors).toEqual([]);
    expect([step()?.status, run.status, message()?.status]).toEqual(['PROCESSED', 'PROCESSING', 'ROUTED']);
    expect(step()?.outcome).toMatchObject({ kind: 'processed', resumesAt: clock.time + 5_000 });
  });

  it('F-13 deliver: asked again for the step, it tells of the same message and tries nothing', async () => {
    const provider = new FakeProvider('smtp', [transient]);
    const { deliver } = arrange([provider]);
    expect(await deliver()).toEqual(await deliver());
    expect(provider.parcels).toHaveLength(1);
  });

  it('F-13 deliver: comes back later when the provider asks for it', async () => {
    const { deliver, clock } = arrange([new FakeProvider('smtp', [{ ...transient, retryInMs: 600_000 } as Answer])]);
    expect(await deliver()).toMatchObject({ resumesAt: clock.time + 600_000 });
  });

  it('F-13 deliver: before its time nothing is tried', async () => {
    const provider = new FakeProvider('smtp', [transient]);
    const { deliver, goOn, clock } = arrange([provider]);
    await deliver();
    clock.time += 2_000;
    expect(await goOn()).toEqual({ kind: 'waits', until: clock.time + 3_000 });
    expect(provider.parcels).toHaveLength(1);
  });

  it('F-13 deliver: then the same message goes out unchanged, whatever became of template, profile and data', async () => {
    const provider = new FakeProvider('smtp', [transient]);
    const { deliver, goOn, clock, template, rows, run, message } = arrange([provider]);
    await deliver();
    template.version = { id: 'v2', number: 2, body: body('Two.') };
    rows.profiles.set('ada', { email: 'ada@elsewhere.example' });
    run.context.data = { name: 'Eve' };
    run.status = 'PROCESSED';
    clock.time += 5_000;
    expect(await goOn()).toEqual({ kind: 'ended' });
    expect(provider.parcels).toHaveLength(2);
    expect(provider.parcels[1]).toEqual(provider.parcels[0]);
    expect(message()).toMatchObject({ status: 'SENT', deliveries: [{ attempt: 2 }] });
    expect(run.status).toBe('PROCESSED');
  });

  it('S-06 F-13 deliver: after a day it is UNDELIVERABLE', async () => {
    const always = new FakeProvider('smtp', Array<Answer>(200).fill(transient));
    const { deliver, goOn, clock, message } = arrange([always]);
    const began = clock.time;
    await deliver();
    let next: MessageOutcome = { kind: 'waits', until: began + 5_000 };
    while (next.kind === 'waits' && always.parcels.length < 200) {
      clock.time = next.until;
      next = await goOn();
    }
    expect(message()).toMatchObject({ status: 'UNDELIVERABLE', reason: 'PROVIDER_ERROR', error: '451 later' });
    expect(message()?.deliveries).toMatchObject([{ status: 'refused' }]);
    expect(clock.time - began).toBeLessThanOrEqual(86_400_000);
    expect(clock.time - began).toBeGreaterThan(86_400_000 - 900_000);
    expect(await goOn()).toEqual({ kind: 'ended' });
  });

  it.each(['run', 'message'] as const)('J-66 deliver: of a canceled %s nothing goes out later', async (what) => {
    const provider = new FakeProvider('smtp', [transient]);
    const { deliver, goOn, clock, run, message } = arrange([provider]);
    await deliver();
    Object.assign(what === 'run' ? run : (message() ?? {}), { status: 'CANCELED' });
    clock.time += 5_000;
    expect(await goOn()).toEqual({ kind: 'ended' });
    expect(provider.parcels).toHaveLength(1);
  });

  it('F-13 deliver: a message that does not exist is over', async () => {
    const { goOn } = arrange([new FakeProvider('smtp')]);
    expect(await goOn()).toEqual({ kind: 'ended' });
  });
});

describe('an outcome that nobody knows', () => {
  it('N-55 deliver: at least once: only the same provider is asked again, with the same key', async () => {
    const [first, second] = [new FakeProvider('one', [unknown]), new FakeProvider('two')];
    const { deliver, goOn, clock, message } = arrange([first, second]);
    expect(await deliver()).toMatchObject({ kind: 'processed', resumesAt: clock.time + 5_000 });
    clock.time += 5_000;
    await goOn();
    expect([first.parcels.length, second.parcels.length]).toEqual([2, 0]);
    expect(first.parcels[1]).toEqual(first.parcels[0]);
    expect(message()).toMatchObject({ status: 'SENT', deliveries: [{ providerId: 'one' }] });
  });

  it('N-55 deliver: at most once: nobody is asked again, the message says so, and the run goes on', async () => {
    const providers = [new FakeProvider('one', [unknown]), new FakeProvider('two')];
    const { deliver, goOn, message, run } = arrange(providers, atMostOnce);
    expect(await deliver()).toEqual({ kind: 'processed', messageId: message()?.id });
    expect(await goOn()).toEqual({ kind: 'ended' });
    expect(providers.map(({ parcels }) => parcels.length)).toEqual([1, 0]);
    expect(message()).toMatchObject({
      status: 'ROUTED',
      error: expect.stringContaining('unknown'),
      deliveries: [{ status: 'unknown' }],
    });
    expect(run.status).toBe('PROCESSING');
  });
});

describe('a provider with a bug', () => {
  const throws = (): Answer => {
    throw new TypeError('cannot read ada@example.com');
  };

  it('F-07 N-55 deliver: its call is over with an unknown outcome, is told without data, and never made again', async () => {
    const providers = [new FakeProvider('one', [throws]), new FakeProvider('two')];
    const { deliver, goOn, errors, message, run, ledger } = arrange(providers);
    const settle = vi.spyOn(ledger, 'settle');
    expect(await deliver()).toEqual({ kind: 'processed', messageId: message()?.id });
    expect(await goOn()).toEqual({ kind: 'ended' });
    expect(settle.mock.lastCall).toMatchObject([{ outcome: 'unknown', answer: 'the provider broke (TypeError)' }]);
    expect(providers.map(({ parcels }) => parcels.length)).toEqual([1, 0]);
    expect(errors).toEqual([new TypeError('cannot read ada@example.com')]);
    expect([message()?.status, message()?.deliveries[0]?.status, run.status]).toEqual([
      'ROUTED',
      'unknown',
      'PROCESSING',
    ]);
  });
});

describe('a worker that was lost during the call', () => {
  it('F-13 deliver: while its lease holds, the next attempt waits for the end of it', async () => {
    const provider = new FakeProvider('smtp');
    const { failure, loseWorker, clock } = arrange([provider]);
    const lost = loseWorker();
    await failure();
    lost.mockRestore();
    clock.time += 5_000;
    expect(await failure()).toMatchObject({ type: 'ComeBackLater', nextRetryDelay: LEASE_MS - 5_000 + 100 });
    expect(provider.parcels).toHaveLength(1);
  });

  it('F-13 deliver: so does a pass with a message that waited', async () => {
    const provider = new FakeProvider('smtp', [transient]);
    const { deliver, goOn, loseWorker, clock, message } = arrange([provider]);
    await deliver();
    clock.time += 5_000;
    const lost = loseWorker();
    await expect(goOn()).rejects.toThrow();
    lost.mockRestore();
    expect(await goOn()).toEqual({ kind: 'waits', until: clock.time + LEASE_MS + 100 });
    clock.time += LEASE_MS + 1;
    expect(await goOn()).toEqual({ kind: 'ended' });
    expect(message()).toMatchObject({ status: 'SENT', deliveries: [{ attempt: 3 }] });
  });

  it('N-55 deliver: at least once: it is sent again with the same key once the lease is over', async () => {
    const provider = new FakeProvider('smtp');
    const { failure, deliver, loseWorker, clock, message } = arrange([provider]);
    const lost = loseWorker();
    await failure();
    lost.mockRestore();
    clock.time += LEASE_MS + 1;
    await deliver();
    expect(provider.parcels[1]).toEqual(provider.parcels[0]);
    expect(message()).toMatchObject({ status: 'SENT', deliveries: [{ attempt: 2 }] });
  });

  it('N-55 R-30 deliver: at most once: it is not sent again, the attempt says why, and the run goes on', async () => {
    const provider = new FakeProvider('smtp');
    const { failure, deliver, loseWorker, clock, message, run, ledger } = arrange([provider], atMostOnce);
    const lost = loseWorker();
    await failure();
    lost.mockRestore();
    const settle = vi.spyOn(ledger, 'settle');
    clock.time += LEASE_MS + 1;
    expect(await deliver()).toMatchObject({ kind: 'processed' });
    const lostCall = { outcome: 'unknown', answer: 'the worker was lost during the call' };
    expect(settle.mock.lastCall).toMatchObject([lostCall]);
    expect(provider.parcels).toHaveLength(1);
    expect([message()?.status, run.status]).toEqual(['ROUTED', 'PROCESSING']);
  });
});

describe('a provider that was removed', () => {
  it('F-13 deliver: a deferred message goes out by what is configured now', async () => {
    const other = new FakeProvider('other');
    const { deliver, goOn, rows, clock, message } = arrange([new FakeProvider('smtp', [transient]), other]);
    rows.providers.pop();
    await deliver();
    rows.providers.splice(0, 1, other.configured());
    clock.time += 5_000;
    expect(await goOn()).toEqual({ kind: 'ended' });
    expect(message()).toMatchObject({ status: 'SENT', deliveries: [{ providerId: 'other' }] });
  });

  it('S-03 F-13 deliver: with none left a deferred message is UNROUTABLE, and not tried for ever', async () => {
    const { deliver, goOn, rows, clock, message } = arrange([new FakeProvider('smtp', [transient])]);
    await deliver();
    rows.providers.length = 0;
    clock.time += 5_000;
    expect(await goOn()).toEqual({ kind: 'ended' });
    expect(message()).toMatchObject({
      status: 'UNROUTABLE',
      reason: 'NO_PROVIDERS',
      deliveries: [{ status: 'refused' }],
    });
    expect(message()?.history.at(-1)).toMatchObject({ type: 'UNROUTABLE', channel: 'email' });
  });

  it('N-55 deliver: a message whose outcome is unknown stays so, and the run goes on', async () => {
    const { deliver, goOn, rows, clock, message, step } = arrange([new FakeProvider('smtp', [unknown])]);
    await deliver();
    rows.providers.splice(0, 1, new FakeProvider('other').configured());
    clock.time += 5_000;
    expect(await goOn()).toEqual({ kind: 'ended' });
    expect([message()?.status, message()?.deliveries[0]?.status, step()?.status]).toEqual([
      'ROUTED',
      'unknown',
      'PROCESSED',
    ]);
  });
});
