import { type LinkName, linkNames } from './links.ts';
import { type PieceName, pieceNames } from './product.ts';
import type { Random } from './random.ts';

/** Something that goes wrong, and for how long. */
export type Fault = {
  /** Milliseconds after the beginning. */
  atMs: number;
  forMs: number;
} & FaultKind;

type FaultKind =
  | { kind: 'kill'; piece: PieceName }
  /** No fault, but what every deploy does: a new process takes over, and the old one stops in order. */
  | { kind: 'replace'; piece: 'API' | 'worker' }
  /** Connections break, and new ones are turned away. */
  | { kind: 'cut'; link: LinkName }
  /** Nothing arrives, and nothing breaks. */
  | { kind: 'silence'; link: LinkName }
  | { kind: 'slow'; link: LinkName; byMs: number }
  /** Every mail is answered with "not now". */
  | { kind: 'refuse mail' };

/** Between one fault and the next, and how long each takes: they may overlap. */
export interface Pace {
  pauseMs: [number, number];
  forMs: [number, number];
}

/** The faults of so many milliseconds: every kind once in an order that the random numbers give, then all again. */
export function faultsOf(random: Random, durationMs: number, { pauseMs, forMs }: Pace): Fault[] {
  const faults: Fault[] = [];
  let left: FaultKind[] = [];
  for (let atMs = random.between(...pauseMs); atMs < durationMs; atMs += random.between(...pauseMs)) {
    if (left.length === 0) left = random.shuffled(kindsOf(random));
    faults.push({ atMs, forMs: random.between(...forMs), ...(left.pop() as FaultKind) });
  }
  return faults;
}

/** Kills come twice: they are what this is about. */
function kindsOf(random: Random): FaultKind[] {
  return [
    ...[...pieceNames, ...pieceNames].map((piece) => ({ kind: 'kill' as const, piece })),
    ...linkNames.map((link) => ({ kind: 'cut' as const, link })),
    ...linkNames.map((link) => ({ kind: 'slow' as const, link, byMs: random.between(20, 300) })),
    ...linkNames.map((link) => ({ kind: 'silence' as const, link })),
    { kind: 'refuse mail' },
  ];
}
