import type { ConnectionLike } from '@temporalio/client';

import { searchAttributes } from '../../workflows/contracts/search-attributes.ts';

const KEYWORD = 2; // temporal.api.enums.v1.IndexedValueType

/**
 * Makes sure that the namespace knows our search attributes. False, with the reason told to `warn`, where that is
 * refused: an unregistered attribute would refuse every start, so runs then start without.
 */
export async function registerSearchAttributes(
  connection: Pick<ConnectionLike, 'operatorService'>,
  namespace: string,
  warn: (reason: string) => void,
): Promise<boolean> {
  try {
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    const missing = Object.values(searchAttributes).filter(({ name }) => !(name in (customAttributes ?? {})));
    if (missing.length === 0) return true;
    await connection.operatorService.addSearchAttributes({
      namespace,
      searchAttributes: Object.fromEntries(missing.map(({ name }) => [name, KEYWORD])),
    });
    return true;
  } catch (error) {
    warn(`search attributes could not be registered, runs start without them: ${(error as Error).message}`);
    return false;
  }
}
