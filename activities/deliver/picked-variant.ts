import { createHash } from 'node:crypto';

import { bucketingPoint, bucketingText } from '../../language/experiment/bucketing-point.ts';
import type { Experiment } from '../../language/experiment/experiment.ts';
import { pickVariant } from '../../language/experiment/pick-variant.ts';

/** The variant that an experiment picks for its key: the same one in every run. N-57 */
export function pickedVariant({ id = '', bucketingKey, variants }: Experiment): Experiment['variants'][number] {
  const sha256 = createHash('sha256').update(bucketingText(id, bucketingKey)).digest('hex');
  return pickVariant(variants, bucketingPoint(sha256));
}
