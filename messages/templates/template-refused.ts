import { BLOCKS } from './blocks.ts';

/** Thrown for what a template may not hold; the message says what the template does. */
export class TemplateRefused extends Error {
  static unknownHelper(name: string): TemplateRefused {
    return new TemplateRefused(`uses the unknown helper "${name}"; the known ones are ${BLOCKS.join(', ')} and lookup`);
  }

  static literal(): TemplateRefused {
    return new TemplateRefused('has a literal where a variable is expected');
  }
}
