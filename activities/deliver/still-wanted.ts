import type { Ledger } from '../ports/ledger.ts';

/** Whether a call that was claimed, and then had to wait, is to be made; not when nobody can tell, since it can be made later. J-65 */
export function stillWanted(ledger: Pick<Ledger, 'isWanted'>, messageId: string): Promise<boolean> {
  return ledger.isWanted(messageId).catch(() => false);
}
