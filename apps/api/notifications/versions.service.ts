import { isDeepStrictEqual } from 'node:util';

import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Shelf } from '../../../platform/database/definitions/shelf.ts';
import { TemplateVersions } from '../../../platform/database/definitions/template-versions.ts';
import { Templates } from '../../../platform/database/definitions/templates.ts';
import type { Template, TemplateVersion } from '../../../platform/database/generated/client.ts';
import { found } from '../http/found.ts';
import { pageOf } from '../http/page-of.ts';
import { pagingOf } from '../http/paging.ts';
import { versionName, versionNumber } from '../http/version-name.ts';
import type { VersionsAnswer, VersionsQuery } from './notifications.schemas.ts';

type Answer = z.infer<typeof VersionsAnswer>;

const NAME = 'Notification template';

/** The history of a template: its draft first, then its versions, newest first. */
@Injectable()
export class VersionsService {
  constructor(
    private readonly templates: Templates,
    private readonly versions: TemplateVersions,
  ) {}

  /** A template and its `draft`, what is `published`, or an earlier version (`v001`). @throws ApiError 404 */
  async bodyOf(shelf: Shelf, id: string, version: string): Promise<{ template: Template; body: unknown }> {
    const template = found(await this.templates.find(shelf, id), NAME);
    if (version === 'draft') return { template, body: template.draft };
    const number = version === 'published' ? template.publishedVersion : versionNumber(version);
    const { body } = found(await this.versions.find(shelf, id, number ?? 0), NAME);
    return { template, body };
  }

  async list(shelf: Shelf, id: string, { cursor, limit }: z.infer<typeof VersionsQuery>): Promise<Answer> {
    const template = found(await this.templates.find(shelf, id), NAME);
    const below = cursor === undefined ? undefined : versionNumber(cursor);
    const stored = await this.versions.page(shelf, id, limit + 1, below);
    const draft = cursor === undefined ? [draftEntry(template, stored[0])] : [];
    const { rows, last } = pageOf([...draft, ...stored.map((version) => versionEntry(version, template))], limit);
    return { versions: rows, paging: pagingOf(last && cursorAfter(last.version)) };
  }
}

/** `newest` is the published one. */
function draftEntry({ draft, createdAt, creator, updatedAt, updater }: Template, newest: TemplateVersion | undefined) {
  return {
    version: 'draft',
    created: (updatedAt ?? createdAt).getTime(),
    creator: updater ?? creator,
    has_changes: !isDeepStrictEqual(draft, newest?.body),
  };
}

function versionEntry({ number, creator, createdAt }: TemplateVersion, { publishedVersion }: Template) {
  const name = versionName(number, 3);
  const version = number === publishedVersion ? `published:${name}` : name;
  return { version, created: createdAt.getTime(), creator };
}

/** What follows the draft lies below every version. */
function cursorAfter(version: string): string {
  return version === 'draft' ? 'v999999999' : version.replace('published:', '');
}
