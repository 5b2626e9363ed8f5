import type { Align } from '../../language/content/element-fields.ts';

/** Where the lines of a text stand: they have all of the width already, so that `full` says nothing more. */
export function textAlign(align: Align | null | undefined): string {
  return align === 'full' ? 'left' : (align ?? 'left');
}
