import type { DefinitionName, ReceivedEvent } from '../ports/events.ts';

/** One that waits for an event of that name. */
export interface Candidate extends DefinitionName {
  enabled: boolean;
}

/** An event with those that wait for it and that it was not judged by before, each once and in the order of their keys. */
export interface EventWithCandidates<Waiting extends Candidate> {
  event: ReceivedEvent;
  candidates: Waiting[];
  /** There are others, which are too many for one transaction. */
  isCut: boolean;
}

/** What a candidate is called among the others of its environment. */
export function candidateKey({ kind, id }: DefinitionName): string {
  return `${kind}/${id}`;
}
