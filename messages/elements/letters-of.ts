import { COLOR } from '../../language/content/element-fields.ts';
import { matching } from './matching.ts';

interface Look {
  bold?: boolean | null;
  italic?: boolean | null;
  underline?: boolean | null;
  strikethrough?: boolean | null;
}

/** The style of letters; `color` is rendered already. */
export function lettersOf(
  { bold, italic, underline, strikethrough }: Look,
  color: string,
): Record<string, string | undefined> {
  const lines = [underline && 'underline', strikethrough && 'line-through'].filter(Boolean);
  return {
    color: matching(COLOR, color),
    'font-weight': bold ? 'bold' : undefined,
    'font-style': italic ? 'italic' : undefined,
    'text-decoration': lines.join(' ') || undefined,
  };
}
