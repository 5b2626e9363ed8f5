import type { Client } from './client.ts';
import type { Errand } from './load.ts';

/** What a client knows to be accepted. */
export interface Accepted {
  client: Client;
  errand: Errand;
  /** Of the run, or of the request to send. */
  id: string;
}

/** Where a run is looked at; a request to send is no run that anybody sees. */
export function runPath({ errand, id }: Accepted): string | undefined {
  return errand.path === '/automations/invoke' ? `/automations/runs/${id}` : undefined;
}

/** Where its messages are: those of a run, those of a request to several, or the one that has the request's id. */
export function messagesPath({ errand, id }: Accepted): string {
  const isSingle = errand.path === '/send' && !Array.isArray(errand.body.message?.to);
  return isSingle ? `/messages/${id}` : `/messages?traceId=${id}`;
}
