/** Whose templates are meant: those of a journey, or, without one, those of the workspace in that environment. §2.6 */
export interface Shelf {
  environmentId: string;
  journeyId?: string;
}

/** The templates on a shelf, as Prisma is asked for them. */
export function onShelf({ environmentId, journeyId }: Shelf) {
  return { environmentId, journeyId: journeyId ?? null };
}
