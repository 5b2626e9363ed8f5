/** What is done about every day, whoever's runs they are. */
export interface UpkeepActivities {
  /** Deletes runs and events that are past their time; gives how many rows went. J-51 */
  forgetOldRuns(): Promise<number>;
}
