/** Ends a run that was canceled, wherever it is; it is no step's failure. F-11 */
export class RunCanceled extends Error {
  override readonly name = 'RunCanceled';
}
