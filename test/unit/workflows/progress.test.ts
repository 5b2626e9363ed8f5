import { describe, expect, it } from 'vitest';

import type { Outcome } from '../../../workflows/contracts/step-activities.ts';
import { Progress, readableInstant } from '../../../workflows/progress.ts';

const NOON = Date.parse('2026-12-01T12:00:00Z');

const progressOfThree = () =>
  new Progress({ v: 1, steps: [{ action: 'send', label: 'WELCOME' }, { action: 'delay' }, { action: 'send' }] });

describe('progress', () => {
  it('J-43 progress: tells of every step before it begins', () => {
    expect(progressOfThree().lines).toEqual([
      '1 · send WELCOME · to come',
      '2 · delay · to come',
      '3 · send · to come',
    ]);
  });

  it('N-62 progress: of a run that is resumed it goes on telling what was told before', () => {
    const before = progressOfThree();
    before.show(0, { kind: 'processed' });
    const steps = [{ action: 'send', label: 'WELCOME' }, { action: 'delay' }, { action: 'send' }] as const;
    const progress = new Progress({ v: 1, steps: [...steps] }, before.statuses);
    progress.begin(1);
    expect(progress.lines).toEqual(['1 · send WELCOME · PROCESSED', '2 · delay · PROCESSING', '3 · send · to come']);
    expect(progress.markdown).toContain('- **1 · send WELCOME** · PROCESSED');
  });

  it('J-43 progress: a step has its place and action for a title', () => {
    const progress = progressOfThree();
    expect([0, 1, 2, 3].map((order) => progress.title(order))).toEqual([
      '1 · send WELCOME',
      '2 · delay',
      '3 · send',
      '4',
    ]);
  });

  it.each<[Outcome, string]>([
    [{ kind: 'processed' }, 'PROCESSED'],
    [{ kind: 'processed', messageId: '1-65f240a0-aa' }, 'PROCESSED · message 1-65f240a0-aa'],
    [
      { kind: 'processed', messageId: '1-65f240a0-aa', resumesAt: NOON },
      'PROCESSED · message 1-65f240a0-aa, which goes on 2026-12-01 12:00 UTC',
    ],
    [{ kind: 'skipped', reason: 'its condition is false' }, 'SKIPPED · its condition is false'],
    [{ kind: 'failed', reason: 'send needs a template' }, 'ERROR · send needs a template'],
    [{ kind: 'missed', reason: 'the answer is too large' }, 'ERROR · the answer is too large'],
    [{ kind: 'waits', until: NOON }, 'WAITING until 2026-12-01 12:00 UTC'],
    [{ kind: 'closed' }, 'not reached: the run had ended'],
  ])('J-43 progress: %j is shown as %s', (outcome, status) => {
    const progress = progressOfThree();
    progress.begin(1);
    expect(progress.lines[1]).toBe('2 · delay · PROCESSING');
    progress.show(1, outcome);
    expect(progress.lines).toEqual(['1 · send WELCOME · to come', `2 · delay · ${status}`, '3 · send · to come']);
  });

  it('F-11 progress: a wait that was cut off is CANCELED', () => {
    const progress = progressOfThree();
    progress.show(1, { kind: 'waits', until: NOON });
    progress.cancel(1);
    expect(progress.lines[1]).toBe('2 · delay · CANCELED');
  });

  it('J-43 progress: as markdown it is a list', () => {
    const progress = progressOfThree();
    progress.show(0, { kind: 'processed' });
    expect(progress.markdown).toBe(
      '- **1 · send WELCOME** · PROCESSED\n- **2 · delay** · to come\n- **3 · send** · to come',
    );
  });

  it('J-43 progress: a step that the plan does not have changes nothing', () => {
    const progress = progressOfThree();
    progress.show(7, { kind: 'processed' });
    expect(progress.lines).toEqual(progressOfThree().lines);
  });

  it.each([
    ['2026-12-01T09:00:00.000Z', '2026-12-01 09:00 UTC'],
    ['2026-12-01T09:00:07.500Z', '2026-12-01 09:00:07 UTC'],
    ['1970-01-01T00:00:00.000Z', '1970-01-01 00:00 UTC'],
  ])('J-43 progress: %s reads %s', (instant, text) => {
    expect(readableInstant(Date.parse(instant))).toBe(text);
  });
});
