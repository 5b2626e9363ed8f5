import { AdHocInvoke } from '../../language/automation.ts';
import { JourneyBody } from '../../language/journey.ts';
import { isJsonObject, type Json, type JsonObject } from '../../language/json/json.ts';
import { memberOf } from '../../language/json/member-of.ts';
import { InvalidInput } from '../../language/problem.ts';
import { AutomationSimulation } from '../../simulation/requests/automation-simulation.ts';
import { JourneySimulation } from '../../simulation/requests/journey-simulation.ts';
import { savedFields } from '../../simulation/requests/simulation-fields.ts';
import { parseAs } from './parse-as.ts';

/** What a file asks to be simulated. */
export type SimulationRequest =
  | { kind: 'automation'; body: AutomationSimulation }
  | { kind: 'journey'; body: JourneySimulation };

/**
 * A file as a request: it holds one, or a definition alone. What the command line says besides takes the place of what stands
 * in it. @throws InvalidInput
 */
export function requestIn(content: Json, said: JsonObject): SimulationRequest {
  const kind = kindOf(content);
  if (!isJsonObject(content) || !kind)
    throw new InvalidInput([
      { path: '', message: 'holds neither the nodes of a journey nor the steps of an automation' },
    ]);
  const isWhole = isRequest(content);
  refuseStray(content, kind, isWhole);
  refuseUnknown(Object.keys(said), kind);
  // A file has nothing saved to name: an id in it is that of what it holds.
  const { id: _, version: __, ...written } = isWhole ? content : { [kind]: content };
  const body = { ...written, ...said };
  if (kind === 'journey') return { kind, body: parseAs(JourneySimulation, body) };
  return { kind, body: parseAs(AutomationSimulation, body) };
}

function kindOf(content: Json): 'automation' | 'journey' | undefined {
  const has = (name: string) => memberOf(content, name) !== undefined;
  if (has('journey') || has('nodes')) return 'journey';
  return has('automation') || has('steps') ? 'automation' : undefined;
}

/** Nothing that is said beside the file is passed over. */
function refuseUnknown(fields: string[], kind: SimulationRequest['kind']): void {
  const unknown = fields.filter((field) => !fieldsOf(kind).includes(field));
  const message = `is no field of ${kind === 'journey' ? 'a journey' : 'an automation'}'s request`;
  if (unknown.length > 0) throw new InvalidInput(unknown.map((path) => ({ path, message })));
}

function fieldsOf(kind: SimulationRequest['kind']): string[] {
  return Object.keys((kind === 'journey' ? JourneySimulation : AutomationSimulation).shape);
}

/** Nothing that was written is passed over: no field that a request has not, none of a request inside a definition. */
function refuseStray(content: JsonObject, kind: SimulationRequest['kind'], isWhole: boolean): void {
  const ofRequest = fieldsOf(kind);
  const ofDefinition = Object.keys(kind === 'journey' ? JourneyBody.shape : AdHocInvoke.shape.automation.shape);
  const known = isWhole ? ofRequest : [...ofDefinition, ...Object.keys(savedFields)];
  // What was saved has fields of its own, which are of no use here.
  const strays = Object.keys(content).filter(
    (field) => !known.includes(field) && (isWhole || ofRequest.includes(field)),
  );
  const message = isWhole ? 'is no field of a request' : `belongs beside the definition: {"${kind}": {…}, …}`;
  if (strays.length > 0) throw new InvalidInput(strays.map((path) => ({ path, message })));
}

function isRequest(content: JsonObject): boolean {
  return content.nodes === undefined && content.steps === undefined;
}
