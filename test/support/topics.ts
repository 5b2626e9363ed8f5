import type { Choice, PreferenceStatus } from '../../language/people/preference.ts';
import type { Database } from '../../platform/database/database.ts';
import { ask } from './ask.ts';
import type { Engine } from './engine.ts';

/** Writes a topic of that id into the environment, in a section of its own. */
export async function insertTopic(
  { prisma }: Pick<Database, 'prisma'>,
  { environmentId, id, defaultStatus }: { environmentId: string; id: string; defaultStatus: PreferenceStatus },
): Promise<void> {
  const section = { environmentId, id: `ps_${id}`, body: { name: `Section of ${id}` }, creator: 'test' };
  await prisma.preferenceSection.create({ data: section });
  const topic = { environmentId, id, sectionId: section.id, defaultStatus, body: { name: id }, creator: 'test' };
  await prisma.subscriptionTopic.create({ data: topic });
}

/** Asks a running API to save what a user chose of a topic. */
export async function choose(
  engine: Pick<Engine, 'url'>,
  { userId, topicId, tenantId, status, routing }: Choice & { userId: string },
): Promise<void> {
  const query = tenantId === undefined ? '' : `?tenant_id=${tenantId}`;
  const topic = { status, ...(routing && { has_custom_routing: true, custom_routing: routing }) };
  const answer = await ask(engine, 'PUT', `/users/${userId}/preferences/${topicId}${query}`, { topic });
  if (answer.status !== 200) throw new Error(`preference: ${answer.status} ${JSON.stringify(answer.body)}`);
}
