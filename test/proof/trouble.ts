import { setTimeout as pause } from 'node:timers/promises';

import type { Fault } from './faults.ts';
import type { Links } from './links.ts';
import type { MailServer } from './mail-server.ts';
import type { Product } from './product.ts';

/** What faults happen to. */
export interface Victims {
  product: Product;
  links: Links;
  mailServers: readonly MailServer[];
}

/** Makes every fault happen at its time, each of which ends by itself; resolves once all is mended. */
export async function makeTrouble(
  faults: readonly Fault[],
  victims: Victims,
  say: (line: string) => void,
): Promise<void> {
  const began = Date.now();
  const mending: Promise<unknown>[] = [];
  for (const fault of faults) {
    await pause(Math.max(0, began + fault.atMs - Date.now()));
    say(lineOf(fault));
    const mend = strike(fault, victims);
    mending.push(pause(fault.forMs).then(mend));
  }
  await Promise.all(mending);
}

/** Does it, and gives what ends it. */
function strike(fault: Fault, { product, links, mailServers }: Victims): () => unknown {
  switch (fault.kind) {
    case 'kill':
      product.pieces[fault.piece].kill(fault.forMs);
      return () => {};
    case 'replace': {
      const replaced = product.replace(fault.piece);
      return () => replaced;
    }
    case 'cut':
    case 'silence':
      for (const proxy of links.proxies[fault.link]) proxy.interrupt(fault.kind === 'cut' ? 'refuses' : 'falls silent');
      return () => {
        for (const proxy of links.proxies[fault.link]) proxy.mend();
      };
    case 'slow':
      for (const proxy of links.proxies[fault.link]) proxy.slow(fault.byMs);
      return () => {
        for (const proxy of links.proxies[fault.link]) proxy.slow(0);
      };
    case 'refuse mail':
      for (const server of mailServers) server.refuse(true);
      return () => {
        for (const server of mailServers) server.refuse(false);
      };
    default:
      return fault satisfies never;
  }
}

function lineOf(fault: Fault): string {
  const what = 'piece' in fault ? fault.piece : 'link' in fault ? fault.link : '';
  return `${(fault.atMs / 1_000).toFixed(1).padStart(6)} s  ${fault.kind} ${what} for ${(fault.forMs / 1_000).toFixed(1)} s`;
}
