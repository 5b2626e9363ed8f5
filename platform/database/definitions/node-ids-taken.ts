/** Another journey of the environment already has nodes with these ids. J-07 */
export class NodeIdsTaken extends Error {
  override readonly name = 'NodeIdsTaken';

  constructor(readonly ids: readonly string[]) {
    super('another journey has nodes with these ids');
  }
}
