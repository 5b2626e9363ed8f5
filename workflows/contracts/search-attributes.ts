import { defineSearchAttributeKey } from '@temporalio/common';

/** What a run can be found by in Temporal (docs/architecture.md): set once, at its start. */
export const searchAttributes = {
  environment: defineSearchAttributeKey('AngariumEnvironment', 'KEYWORD'),
  kind: defineSearchAttributeKey('AngariumKind', 'KEYWORD'),
  template: defineSearchAttributeKey('AngariumTemplate', 'KEYWORD'),
  recipient: defineSearchAttributeKey('AngariumRecipient', 'KEYWORD'),
  cancelationToken: defineSearchAttributeKey('AngariumCancelationToken', 'KEYWORD'),
} as const;

/** What everything of ours is found by; of what runs start, that is all. */
export function attributesOf(environmentId: string, kind: 'automation' | 'journey' | 'message' | 'list-send') {
  return [
    { key: searchAttributes.environment, value: environmentId },
    { key: searchAttributes.kind, value: kind },
  ];
}

/** PostgreSQL's visibility store makes a run with a longer keyword invisible. */
export const LONGEST_KEYWORD = 255;
