import { quoted } from '../expression/quoted.ts';

/** What is said of an element whose type its place does not know. */
export function nameType({
  code,
  input,
  options,
}: {
  code?: string;
  input?: unknown;
  options?: unknown;
}): string | undefined {
  if (code !== 'invalid_union') return undefined;
  const type = (input as { type?: unknown }).type;
  const known = (options as string[]).join(', ');
  return typeof type === 'string'
    ? `${quoted(type)} is not an element this place can hold; it can be one of ${known}`
    : `must name the element's type, one of ${known}`;
}
