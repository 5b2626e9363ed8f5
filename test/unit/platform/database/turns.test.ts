import { describe, expect, it } from 'vitest';

import { Turns } from '../../../../platform/database/turns.ts';
import { Gate } from '../../../support/gate.ts';

describe('turns', () => {
  it('F-13 turns: four at a time, and of those with a key in common one, in their order', async () => {
    const turns = new Turns();
    const gates = ['a', 'a', 'b', 'c', 'd', 'e'].map((key) => ({ key, gate: new Gate() }));
    const begun: string[] = [];
    const works = gates.map(({ key, gate }, index) =>
      turns.take([key], async () => {
        begun.push(`${key}${index}`);
        await gate.pass();
      }),
    );
    expect(begun).toEqual([]);
    await gates[4]?.gate.reached;
    expect(begun).toEqual(['a0', 'b2', 'c3', 'd4']);
    gates[0]?.gate.open();
    await gates[1]?.gate.reached;
    expect(begun).toEqual(['a0', 'b2', 'c3', 'd4', 'a1']);
    for (const { gate } of gates) gate.open();
    await Promise.all(works);
    expect(begun.at(-1)).toBe('e5');
  });

  it('F-13 turns: who waits too long is refused, and keeps nobody else out', async () => {
    const turns = new Turns(5);
    const gate = new Gate();
    const first = turns.take(['a'], () => gate.pass());
    await expect(turns.take(['a', 'b'], async () => 'never')).rejects.toMatchObject({ code: '55P03' });
    expect(await turns.take(['b'], async () => 'at once')).toBe('at once');
    gate.open();
    await first;
    expect(await turns.take(['a'], async () => 'now')).toBe('now');
  });

  it('F-13 turns: nobody who came later passes one who waits for a key of theirs', async () => {
    const turns = new Turns();
    const gate = new Gate();
    const begun: string[] = [];
    const works = [
      turns.take(['a'], () => gate.pass()),
      turns.take(['a', 'b'], async () => void begun.push('a and b')),
      turns.take(['b'], async () => void begun.push('b')),
    ];
    await gate.reached;
    expect(begun).toEqual([]);
    gate.open();
    await Promise.all(works);
    expect(begun).toEqual(['a and b', 'b']);
  });

  it('F-13 turns: work that fails gives its turn back', async () => {
    const turns = new Turns();
    await expect(turns.take(['a'], () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await turns.take(['a'], async () => 'next')).toBe('next');
  });
});
