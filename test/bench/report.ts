import type { Comparison } from './compare.ts';

/** Prints the figures of a bench as they come, a line each. Only counts can fail it: times are the machine's. */
export class Report {
  #failed = 0;

  constructor(readonly say: (line: string) => void) {}

  get failed(): number {
    return this.#failed;
  }

  /** Ours beside its anchor. */
  compared(what: string, unit: string, { ours, anchor, ratio, control, isVoid }: Comparison): void {
    const verdict = isVoid ? `void, A/A ${control.toFixed(2)}` : `A/A ${control.toFixed(2)}`;
    this.say(
      `  ${what}: ${shown(ours)} ${unit}, anchor ${shown(anchor)} ${unit}, ratio ${ratio.toFixed(2)} (${verdict})`,
    );
  }

  figure(what: string, value: number, unit: string): void {
    this.say(`  ${what}: ${shown(value)} ${unit}`.trimEnd());
  }

  /** Two figures of one run that are not measured in turns. */
  ratio(what: string, unit: string, { ours, anchor }: Pick<Comparison, 'ours' | 'anchor'>): void {
    this.say(`  ${what}: ${shown(ours)} ${unit}, anchor ${shown(anchor)} ${unit}, ratio ${(ours / anchor).toFixed(2)}`);
  }

  /** A count, which must be so on every machine. */
  count(what: string, value: number, bound: { exactly: number } | { atMost: number }): void {
    const [limit, holds] =
      'exactly' in bound
        ? [`exactly ${bound.exactly}`, value === bound.exactly]
        : [`at most ${bound.atMost}`, value <= bound.atMost];
    if (!holds) this.#failed += 1;
    this.say(`  ${what}: ${shown(value)}, ${limit} – ${holds ? 'holds' : 'BROKEN'}`);
  }

  note(line: string): void {
    this.say(`  ${line}`);
  }
}

function shown(value: number): string {
  if (Number.isInteger(value)) return value.toLocaleString('en-US');
  return value >= 100 ? Math.round(value).toLocaleString('en-US') : Number(value.toPrecision(3)).toString();
}
