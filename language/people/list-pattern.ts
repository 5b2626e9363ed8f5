import { z } from 'zod';

const PATTERN = /^(?:\*|[^\s.*\p{Cc}]+)(?:\.(?:\*|[^\s.*\p{Cc}]+))*(?:\.\*\*)?$|^\*\*$/u;

/** A list's id, or a pattern of ids: `*` stands for one part, a last `**` for one or more. U-07 */
export const ListPattern = z
  .string()
  .trim()
  .max(256)
  .regex(PATTERN, 'must be a list id, with * for a part of it or ** for its end');

/** The regular expression of the ids that a pattern means, in what JavaScript and PostgreSQL both read. */
export function listExpression(pattern: string): string {
  return `^${pattern.split('.').map(partExpression).join('\\.')}$`;
}

function partExpression(part: string): string {
  if (part === '*') return '[^.]+';
  if (part === '**') return '.+';
  return part.replaceAll(/[^\p{L}\p{N}_]/gu, '\\$&');
}
