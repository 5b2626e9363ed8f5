import type { JsonObject } from '../../language/json.ts';
import type { Database } from './database.ts';
import type { TemplateVersion } from './generated/client.ts';

/** What is published: the draft, or the body of an earlier version. */
export interface Publication {
  creator: string;
  body?: JsonObject;
}

/** The number is counted on the template's row, whose lock makes two publishes follow each other. */
const PUBLISH = `
WITH published AS (
  UPDATE template SET published_version = coalesce(published_version, 0) + 1, updater = $3, updated_at = now()
  WHERE environment_id = $1 AND id = $2 AND archived_at IS NULL
  RETURNING id, published_version, draft
)
INSERT INTO template_version (id, template_id, number, body, creator)
SELECT gen_random_uuid(), id, published_version, coalesce($4::jsonb, draft), $3 FROM published
RETURNING number`;

/** The published versions of message templates: immutable, numbered from 1, the newest one in force. */
export class TemplateVersions {
  constructor(private readonly database: Database) {}

  /** The new version's number; undefined when there is no such template or it is archived. */
  async publish(environmentId: string, templateId: string, publication: Publication): Promise<number | undefined> {
    const body = publication.body === undefined ? null : JSON.stringify(publication.body);
    const values = [environmentId, templateId, publication.creator, body];
    const [row] = await this.database.query<{ number: number }>(PUBLISH, values);
    return row?.number;
  }

  async find(environmentId: string, templateId: string, number: number): Promise<TemplateVersion | undefined> {
    const row = await this.database.prisma.templateVersion.findFirst({
      where: { template: { environmentId }, templateId, number },
    });
    return row ?? undefined;
  }

  /** Newest first; `below` is the number the page before ended with. */
  async page(environmentId: string, templateId: string, limit: number, below?: number): Promise<TemplateVersion[]> {
    return this.database.prisma.templateVersion.findMany({
      where: { template: { environmentId }, templateId, number: { lt: below } },
      orderBy: { number: 'desc' },
      take: limit,
    });
  }
}
