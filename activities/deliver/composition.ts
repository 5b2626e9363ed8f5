import type { SendFields } from '../../language/actions/send.ts';
import type { JsonObject } from '../../language/json/json.ts';
import type { ActionStep } from '../../language/plan.ts';
import type { Scope } from '../../language/run/scope.ts';
import type { StepCall } from '../../workflows/contracts/step-activities.ts';
import type { SendMaterial } from '../ports/send-material.ts';

/** One message to compose; a step that sends and is ready is one. */
export interface Composition {
  /** The step that makes it, at the moment of the call. */
  call: StepCall;
  /** What is to be sent, with its references resolved, and what the variables of its content stand for. */
  fields: SendFields;
  bindings: JsonObject;
  scope: Scope;
  /** As its author wrote it. `verbatim`: whatever is wrong is the message's own to tell. */
  step: Pick<ActionStep, 'fields' | 'ahead' | 'verbatim'>;
  snapshot: SendMaterial;
}

/** The same at the moment when its history is written, in milliseconds since the epoch. */
export interface DatedComposition extends Composition {
  at: number;
}
