import type { PreferenceStatus } from '../../language/people/preference.ts';
import type { Database } from '../../platform/database/database.ts';

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
