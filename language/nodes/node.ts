import type { z } from 'zod';

import type { Ahead } from '../ahead.ts';
import type { JsonObject } from '../json/json.ts';
import type { Problem } from '../problem.ts';

/** The fields of a kind of node: the same for all, or told apart by one of them (`mode`, `method`, `scope`). */
export type NodeFields = z.ZodObject | z.ZodDiscriminatedUnion<readonly z.ZodObject[]>;

/** What is known when the fields of a node are checked. */
export interface CheckCircumstances {
  /** In ms since the epoch. */
  at: number;
  /** What is wrong with a JSON Schema, if anything is: language knows of none. N-11 */
  schemaProblem(schema: JsonObject): string | undefined;
}

/** A kind of node, as far as authors see it. */
export interface Node {
  /** Its own fields. Parsed when the journey is saved, where references are still to be resolved, and again once they are. */
  fields: NodeFields;
  /** What the shape cannot say of fields as written; of references there is nothing to say yet. */
  check?(fields: JsonObject, circumstances: CheckCircumstances): Problem[];
  /** What the fields as written name without a reference, so that it is loaded with the node; absent: nothing. */
  ahead?(fields: JsonObject, recipient: string | undefined): Ahead;
  /** What the node is about in a word or two, for onlookers in Temporal: nothing that came from data. */
  label(fields: JsonObject): string | undefined;
  /** The fields in which nothing is a reference, however much it looks like one. */
  verbatim?: readonly string[];
  /** The fields as its plan has them; absent: as they are written. */
  planned?(fields: JsonObject, report: (problem: Problem) => void): JsonObject;
  /**
   * What its `conditions` mean: `told` and no more, since they were judged before the run, or `none`, as it has none; absent: where
   * they do not hold it is skipped.
   */
  conditions?: 'told' | 'none';
  /** Whether the run ends with it, whatever follows. */
  isEnd?: true;
  /** The fields, as dotted paths, that may refer to nothing, and then are left out. N-06 */
  mayDangle?: readonly string[];
}
