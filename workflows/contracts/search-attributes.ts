import { defineSearchAttributeKey } from '@temporalio/common';

/** What a run can be found by in Temporal (docs/architecture.md): set once, at its start. */
export const searchAttributes = {
  environment: defineSearchAttributeKey('AngariumEnvironment', 'KEYWORD'),
  kind: defineSearchAttributeKey('AngariumKind', 'KEYWORD'),
  template: defineSearchAttributeKey('AngariumTemplate', 'KEYWORD'),
  recipient: defineSearchAttributeKey('AngariumRecipient', 'KEYWORD'),
  cancelationToken: defineSearchAttributeKey('AngariumCancelationToken', 'KEYWORD'),
} as const;

/** PostgreSQL's visibility store makes a run with a longer keyword invisible. */
export const LONGEST_KEYWORD = 255;
