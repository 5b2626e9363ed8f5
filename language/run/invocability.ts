/** What of a saved automation or journey decides whether it may be invoked. */
interface Saved {
  archived: boolean;
  enabled: boolean;
  /** What was published; absent when nothing was. */
  definition?: object;
}

/** Whether an automation or a journey may be invoked: what is carried out then, or the refusal in words. */
export type Invocability<Found extends Saved> =
  | { kind: 'invocable'; found: Found & { definition: NonNullable<Found['definition']> } }
  | { kind: 'unknown' | 'archived' | 'disabled'; message: string };

/**
 * Judges what was found, if anything was; what was never published is no automation yet. A-02, J-25, J-27
 * @param name What it was asked for by, or words in its place.
 */
export function invocability<Found extends Saved>(found: Found | undefined, name: string): Invocability<Found> {
  if (!found?.definition) return { kind: 'unknown', message: `Automation template ${name} not found` };
  if (found.archived) return refused('archived', name);
  if (!found.enabled) return refused('disabled', name);
  return { kind: 'invocable', found: { ...found, definition: found.definition } };
}

function refused(kind: 'archived' | 'disabled', name: string) {
  return { kind, message: `Cannot invoke ${kind} automation template ${name}` };
}
