import { Injectable } from '@nestjs/common';
import type { z } from 'zod';

import { InvalidInput } from '../../../language/problem.ts';
import { ApiKeys } from '../../../platform/database/api-keys.ts';
import { newId } from '../../../platform/ids.ts';
import { keyHash } from '../../../platform/key-hash.ts';
import { type EnvironmentKind, newApiKey } from '../../../platform/new-api-key.ts';
import { ApiError } from '../http/api-error.ts';
import type { Caller } from '../http/caller.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import { found } from '../http/found.ts';
import { KeyCache } from '../http/key-cache.ts';
import { pageOf } from '../http/page-of.ts';
import { PAGE_SIZE } from '../http/page-size.ts';
import { pagingOf } from '../http/paging.ts';
import { answerOf } from './api-key-answer.ts';
import type { ApiKeysAnswer, ApiKeyWrite, NewApiKeyAnswer } from './api-keys.schemas.ts';
import { excessOf } from './excess-of.ts';

const NO_FILTERS = {};

/** Keys of the caller's environment. R-24 */
@Injectable()
export class ApiKeysService {
  constructor(
    private readonly keys: ApiKeys,
    private readonly cache: KeyCache,
  ) {}

  /** @throws ApiError when the new key could do what the caller's cannot */
  async create(caller: Caller, write: z.infer<typeof ApiKeyWrite>): Promise<z.infer<typeof NewApiKeyAnswer>> {
    const { own, of } = await this.#environments(caller, write.environment);
    const excess = excessOf({ ...caller, kind: own.kind }, write);
    if (excess) throw new ApiError('forbidden', `Forbidden: ${excess}`);
    const key = newApiKey(of.kind);
    const row = await this.keys.insert({
      id: newId('key_'),
      environmentId: of.id,
      name: write.name,
      hash: keyHash(key),
      mock: write.mock ?? caller.mock,
      scopes: [...new Set(write.scopes ?? caller.scopes)],
      expiresAt: write.expires_at ?? caller.expiresAt,
    });
    return { ...answerOf(row, of.kind), key };
  }

  async list(caller: Caller, cursor: string | undefined): Promise<z.infer<typeof ApiKeysAnswer>> {
    const { own } = await this.#environments(caller);
    const page = { limit: PAGE_SIZE + 1, after: readCursor(cursor, NO_FILTERS) };
    const { rows, last } = pageOf(await this.keys.page(own.id, page), PAGE_SIZE);
    const next = last && writeCursor({ at: last.createdAt.getTime(), id: last.id }, NO_FILTERS);
    return { results: rows.map((row) => answerOf(row, own.kind)), paging: pagingOf(next) };
  }

  async revoke({ environmentId }: Caller, id: string): Promise<void> {
    const isRevoked = await this.keys.revoke(environmentId, id);
    this.cache.forget(id);
    found(isRevoked || undefined, 'API key');
  }

  /** The caller's environment, and the one that is meant. @throws InvalidInput where the workspace lacks it */
  async #environments({ environmentId }: Caller, kind?: EnvironmentKind) {
    const all = await this.keys.environments(environmentId);
    const own = found(
      all.find(({ id }) => id === environmentId),
      'Environment',
    );
    const of = all.find((one) => one.kind === (kind ?? own.kind));
    if (of) return { own, of };
    throw new InvalidInput([{ path: 'environment', message: 'the workspace has no such environment' }]);
  }
}
