import type { Align } from '../../language/content/element-fields.ts';
import { styleAttribute } from '../style-attribute.ts';

/** A block of an email with its content at one side or, as also where that is to fill the column, in the middle. */
export function aligned(align: Align, inner: string): string {
  return `<div ${styleAttribute({ margin: '0 0 16px', 'text-align': align === 'full' ? 'center' : align })}>${inner}</div>`;
}
