import { escapeHtml } from './escape-html.ts';

/** An inline `style` attribute; properties without a value are left out. */
export function styleAttribute(properties: Record<string, string | undefined>): string {
  const declarations = Object.entries(properties)
    .filter(([, value]) => value !== undefined)
    .map(([property, value]) => `${property}:${value}`);
  return `style="${escapeHtml(declarations.join(';'))}"`;
}
