/** Too many accepted runs wait to be started: another one would only wait longer. */
export class BacklogFull extends Error {
  override readonly name = 'BacklogFull';
}
