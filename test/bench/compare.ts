import { median } from './percentile.ts';

/** Two ways to do the same work; each says what it measured, more being slower. */
export interface Sides {
  ours(): Promise<number>;
  anchor(): Promise<number>;
}

export interface Comparison {
  ours: number;
  anchor: number;
  /** Median of ours over the anchor, block by block. */
  ratio: number;
  /** Median of the anchor over itself, from the same blocks: how far a ratio of this run may be off. */
  control: number;
  /** The machine was too restless for the ratio to mean anything. */
  isVoid: boolean;
}

const BLOCKS = 7;
const MOST_OFF = 0.05;

/**
 * Measures both in blocks of ours – anchor – anchor – ours, so that what drifts in the machine touches both alike; once each
 * before, unmeasured, since what is cold is not compared.
 */
export async function compare({ ours, anchor }: Sides): Promise<Comparison> {
  await ours();
  await anchor();
  const blocks = [];
  for (let block = 0; block < BLOCKS; block += 1) {
    const first = await ours();
    const anchors = [await anchor(), await anchor()] as const;
    blocks.push({ ours: first + (await ours()), anchor: anchors[0] + anchors[1], control: anchors[1] / anchors[0] });
  }
  const control = median(blocks.map((block) => block.control));
  return {
    ours: median(blocks.map((block) => block.ours / 2)),
    anchor: median(blocks.map((block) => block.anchor / 2)),
    ratio: median(blocks.map((block) => block.ours / block.anchor)),
    control,
    isVoid: Math.abs(control - 1) > MOST_OFF,
  };
}
