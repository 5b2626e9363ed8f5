import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { endOnSignals } from '../../../../apps/local/stop.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
let codes: number[];
let happened: string[];
let finishStop: () => void;
let interrupted: AbortController;
let end: (code: number, line: string) => void;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
  codes = [];
  happened = [];
  interrupted = new AbortController();
  const stop = () =>
    new Promise<void>((resolve) => {
      happened.push('stop');
      finishStop = resolve;
    });
  const kill = async () => void happened.push('kill');
  end = endOnSignals(
    { stop, kill },
    interrupted,
    () => {},
    (code) => codes.push(code),
  );
});

afterEach(() => {
  vi.useRealTimers();
  for (const signal of signals) process.removeAllListeners(signal);
});

it.each(signals)('R-01 stop: %s stops everything, interrupts a start, and ends with 0', async (signal) => {
  process.emit(signal, signal);
  expect(happened).toEqual(['stop']);
  expect(interrupted.signal.aborted).toBe(true);
  expect(codes).toEqual([]);
  finishStop();
  await vi.waitFor(() => expect(codes).toEqual([0]));
});

it('R-01 stop: the Ctrl-C that npm passes on as well is one wish', () => {
  process.emit('SIGINT', 'SIGINT');
  vi.advanceTimersByTime(100);
  process.emit('SIGINT', 'SIGINT');
  expect(happened).toEqual(['stop']);
});

it('R-01 stop: a second signal kills', async () => {
  process.emit('SIGINT', 'SIGINT');
  vi.advanceTimersByTime(1_500);
  process.emit('SIGINT', 'SIGINT');
  expect(happened).toEqual(['stop', 'kill']);
  await vi.waitFor(() => expect(codes).toEqual([1]));
});

it('R-01 stop: a failure ends with 1, and only the first end counts', async () => {
  end(1, 'worker ended unexpectedly');
  end(0, 'later');
  finishStop();
  await vi.waitFor(() => expect(codes).toEqual([1]));
  expect(happened).toEqual(['stop']);
});
