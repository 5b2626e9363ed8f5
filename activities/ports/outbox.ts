/** Every channel that a message may be written for: what the outbox keeps needs no sending. */
export const OUTBOX_CHANNELS = ['email', 'sms', 'push', 'inbox'] as const;
