/** Whose turn it is: the order of the step that is carried out. */
export type Turn = Readonly<{ order: number }>;
