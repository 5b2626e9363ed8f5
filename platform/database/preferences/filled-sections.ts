import type { PreferenceSection, Prisma, PrismaClient, SubscriptionTopic } from '../generated/client.ts';
import { olderThan } from '../older-than.ts';
import type { Page } from '../page.ts';

/** A section with its topics, newest first. */
export type FilledSection = PreferenceSection & { topics: SubscriptionTopic[] };

export const NEWEST_FIRST = [{ createdAt: 'desc' as const }, { id: 'desc' as const }];

export const WITH_TOPICS = { topics: { where: { archivedAt: null }, orderBy: NEWEST_FIRST } };

/** Newest first; all of them where no page is named. */
export async function filledSections(
  prisma: PrismaClient | Prisma.TransactionClient,
  environmentId: string,
  { limit, after }: Partial<Page> = {},
): Promise<FilledSection[]> {
  return prisma.preferenceSection.findMany({
    where: { environmentId, archivedAt: null, ...olderThan(after) },
    include: WITH_TOPICS,
    orderBy: NEWEST_FIRST,
    take: limit,
  });
}
