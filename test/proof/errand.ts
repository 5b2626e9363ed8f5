import type { Asked } from './checker/wire.ts';
import type { Environment } from './environments.ts';

/** One thing a client does, and perhaps what it does about it later. */
export interface Errand {
  /** Milliseconds after the beginning. */
  atMs: number;
  environment: Environment;
  key: string;
  path: '/automations/invoke' | '/send';
  body: Asked;
  /** For so long after it is asked for, its message is held back. */
  delayMs?: number;
  /** Its run is not to end within a proof. */
  sleepsLong?: boolean;
  sequel?: Sequel;
}

/** What its client does so long after the answer. */
export interface Sequel {
  kind: 'cancel by run' | 'cancel by token' | 'cancel the message' | 'resend' | 'the same again';
  afterMs: number;
}
