import { declaredGaps } from '../../language/run/declared-gaps.ts';
import type { Composition } from './composition.ts';
import type { Letter } from './letter.ts';

/** What the trigger's schema promises and the message has not. N-07 */
export function missingIn({ addressee }: Letter, { snapshot }: Pick<Composition, 'snapshot'>): string[] {
  return snapshot.schema ? declaredGaps(snapshot.schema, addressee.data) : [];
}
