import type { JsonObject } from '../../../language/json/json.ts';
import type { DefinitionChange, DefinitionRow } from './definition-rows.ts';

/** What is drafted, and frozen when it is published. */
export interface JourneyBody {
  name: string;
  /** As they were written, every one with its id. */
  nodes: JsonObject[];
  cancelation_token?: string;
}

export type JourneyRow = DefinitionRow<JourneyBody>;

/** What a POST or a PUT writes. */
export interface JourneyChange extends DefinitionChange<JourneyBody> {
  /** Of the draft: no other journey is given one of them. */
  nodeIds: readonly string[];
  /** Publishes the draft with it, and those of the journey's templates. J-09, J-16 */
  publish: boolean;
}
