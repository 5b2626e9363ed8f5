import { z } from 'zod';

export const TakenAnswer = z.object({ messageId: z.string() }).meta({ id: 'InboundEventTaken' });

export const AllTakenAnswer = z.object({ messageIds: z.array(z.string()) }).meta({ id: 'InboundEventsTaken' });
