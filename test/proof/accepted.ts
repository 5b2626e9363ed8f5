import type { Client } from './client.ts';

/** What a client knows to be accepted. */
export interface Accepted {
  client: Client;
  /** Of the run, the message, or the request to send to several. */
  id: string;
  kind: 'run' | 'message' | 'request';
  /** A run that is not to end within a proof, however long that is. */
  sleepsLong?: boolean;
}

/** Where a run is looked at; a request to send is no run that anybody sees. */
export function runPath({ kind, id }: Accepted): string | undefined {
  return kind === 'run' ? `/automations/runs/${id}` : undefined;
}

/** Where its messages are: those of a run, those of a request to several, or itself. */
export function messagesPath({ kind, id }: Accepted): string {
  return kind === 'message' ? `/messages/${id}` : `/messages?traceId=${id}`;
}
