/** A line of a difference: one that both have, one that was taken, or one that was given. */
export interface MarkedLine {
  mark: ' ' | '-' | '+';
  text: string;
}
