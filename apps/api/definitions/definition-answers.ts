import type { z } from 'zod';

import type {
  DefinitionRow,
  ListedDefinition as ListedRow,
  ListedVersion as ListedVersionRow,
  VersionRow,
} from '../../../platform/database/definitions/definition-rows.ts';
import { versionName } from '../http/version-name.ts';
import type { ListedDefinition, ListedVersion } from './definitions.schemas.ts';

type Listed = z.infer<typeof ListedDefinition>;

/** Which of its bodies a definition is shown with. */
export interface ShownState {
  state: 'DRAFT' | 'PUBLISHED';
  /** Absent for a draft. */
  version?: string;
  /** Milliseconds since the epoch; null when it was never published. */
  published: number | null;
}

/** A definition as it is answered. */
export class DefinitionAnswers<Body, Shown> {
  /** @param show All but the state, of the row and one of its bodies. */
  constructor(private readonly show: (row: DefinitionRow<Body>, body: Body) => Shown) {}

  draft(row: DefinitionRow<Body>): Shown & ShownState {
    return { ...this.show(row, row.draft), state: 'DRAFT', published: row.publishedAt?.getTime() ?? null };
  }

  version(row: DefinitionRow<Body>, { number, body, createdAt }: VersionRow<Body>): Shown & ShownState {
    const version = versionName(number);
    return { ...this.show(row, body), state: 'PUBLISHED', version, published: createdAt.getTime() };
  }

  /** As it is in force; undefined when it was never published. */
  published(row: DefinitionRow<Body>): (Shown & ShownState) | undefined {
    const { publishedVersion: number, published: body, publishedAt: createdAt } = row;
    return number && body && createdAt ? this.version(row, { number, body, createdAt }) : undefined;
  }
}

/** W-14 */
export function listedDefinition({ createdAt, updatedAt, ...row }: ListedRow, version: Listed['version']): Listed {
  return {
    ...row,
    version,
    createdAt: createdAt.toISOString(),
    ...(updatedAt && { updatedAt: updatedAt.toISOString() }),
  };
}

/** J-18 */
export function listedVersion({ number, name, creator, createdAt }: ListedVersionRow): z.infer<typeof ListedVersion> {
  const published = createdAt.getTime();
  return { version: versionName(number), name, creator, created: published, published };
}
