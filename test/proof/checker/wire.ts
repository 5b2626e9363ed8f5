/** A step of an automation, as far as the checker knows steps. */
export interface AskedStep {
  action: string;
  duration?: string;
  list?: string;
  message?: AskedMessage;
  /** Of an invoke: the saved automation sends one mail, with this subject, to this user. */
  context?: { data: AskedRecipient & { subject: string } };
}

export interface AskedMessage {
  to?: AskedRecipient | AskedRecipient[];
  content?: { title?: string };
  /** An ISO instant. */
  delay?: { until: string };
}

export interface AskedRecipient {
  user_id?: string;
  email?: string;
  list_id?: string;
}

/** Bodies of requests: each member stands in those of some endpoint. */
export interface Asked {
  automation?: { cancelation_token?: string; steps: AskedStep[] };
  message?: AskedMessage;
  cancelation_token?: string;
  run_id?: string;
  profile?: { email?: string };
  recipients?: { recipientId: string }[];
  settings?: { guarantee?: string };
}

export interface ToldStep {
  status: string;
  message_id?: string;
  /** Of a send its provider calls, of an invoke the run that it started. */
  context?: { attempts?: { at: string }[]; run_id?: string };
}

export interface ToldMessage {
  id: string;
  recipient: string;
  status: string;
  runId?: string;
  /** One for each provider call; only when one message was asked for. */
  providers?: { status: string }[];
}

/** Bodies of answers, likewise. */
export interface Told extends Partial<ToldMessage> {
  requestId?: string;
  messageId?: string;
  run?: { run_id: string; status: string };
  steps?: ToldStep[];
  results?: ToldMessage[];
  paging?: { cursor?: string };
}
