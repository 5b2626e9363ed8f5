import type { Database } from '../database.ts';
import type { TemplateVersion } from '../generated/client.ts';
import { onShelf, type Shelf } from './shelf.ts';

/** The published versions of message templates: immutable, numbered from 1, the newest one in force. */
export class TemplateVersions {
  constructor(private readonly database: Database) {}

  async find(shelf: Shelf, templateId: string, number: number): Promise<TemplateVersion | undefined> {
    const row = await this.database.prisma.templateVersion.findFirst({
      where: { template: onShelf(shelf), templateId, number },
    });
    return row ?? undefined;
  }

  /** Newest first; `below` is the number the page before ended with. */
  async page(shelf: Shelf, templateId: string, limit: number, below?: number): Promise<TemplateVersion[]> {
    return this.database.prisma.templateVersion.findMany({
      where: { template: onShelf(shelf), templateId, number: { lt: below } },
      orderBy: { number: 'desc' },
      take: limit,
    });
  }
}
