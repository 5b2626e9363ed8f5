/** A template of its own that a journey is to send was archived in the meantime. §2.6 */
export class TemplateArchived extends Error {
  override readonly name = 'TemplateArchived';

  constructor() {
    super('a template that the journey sends was archived');
  }
}
