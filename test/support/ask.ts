import type { Engine } from './engine.ts';
import { API_KEY } from './engine-api.ts';
import { eventually } from './eventually.ts';

/** Asks a running API over HTTP, as the holder of its key; gives status and JSON body. */
export async function ask({ url }: Pick<Engine, 'url'>, method: string, path: string, body?: unknown) {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { authorization: `Bearer ${API_KEY}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text ? JSON.parse(text) : undefined };
}

/** Starts an ad-hoc automation and gives its run id. */
export async function invoke(engine: Pick<Engine, 'url'>, request: object): Promise<string> {
  const { status, body } = await ask(engine, 'POST', '/automations/invoke', request);
  if (status !== 200) throw new Error(`invoke answered ${status}: ${JSON.stringify(body)}`);
  return body.runId;
}

/** What inspection shows of a run and its steps. */
export async function inspect(engine: Pick<Engine, 'url'>, runId: string) {
  const [{ body: one }, { body: list }] = await Promise.all([
    ask(engine, 'GET', `/automations/runs/${runId}`),
    ask(engine, 'GET', `/automations/runs/${runId}/steps`),
  ]);
  return { run: one.run, steps: list.steps };
}

/** Makes and publishes a template whose alias is `name`, on a topic or on none. */
export async function publishTemplate(
  engine: Pick<Engine, 'url'>,
  name: string,
  content: object,
  topic?: string,
): Promise<void> {
  const subscription = topic === undefined ? null : { topic_id: topic };
  const notification = { name, alias: name, tags: [], brand: null, subscription, routing: null, content };
  const { status, body } = await ask(engine, 'POST', '/notifications', { notification, state: 'PUBLISHED' });
  if (status >= 300) throw new Error(`template ${name}: ${status} ${JSON.stringify(body)}`);
}

/** Saves an automation under the id and publishes it. */
export async function publishAutomation(engine: Pick<Engine, 'url'>, id: string, definition: object): Promise<void> {
  const saved = await ask(engine, 'PUT', `/automations/${id}`, { name: id, ...definition });
  const { status, body } = saved.status === 200 ? await ask(engine, 'POST', `/automations/${id}/publish`) : saved;
  if (status >= 300) throw new Error(`automation ${id}: ${status} ${JSON.stringify(body)}`);
}

/** Waits until an event that was taken in is matched, and gives what came of it. */
export async function untilMatched(engine: Pick<Engine, 'url'>, id: string) {
  return eventually(async () => {
    const { results } = (await ask(engine, 'GET', '/inbound/events')).body;
    const event = results.find((one: { id: string }) => one.id === id);
    if (event?.status !== 'MATCHED') throw new Error(`event ${id} is ${event?.status ?? 'not there'}`);
    return event;
  });
}

/** Waits for the end of a run's workflow, which may not even have started yet, and gives its result. */
export async function untilEnded({ client }: Pick<Engine, 'client'>, runId: string): Promise<string[]> {
  const handle = client.workflow.getHandle(runId);
  await eventually(() => handle.describe());
  return handle.result();
}
