import { z } from 'zod';

import { MessageRequest } from '../../../language/message.ts';

const { to, ...others } = MessageRequest.shape;
const described = z
  .object({ to: z.union([to, z.array(to)]).describe('One recipient, or up to 200'), ...others })
  .meta({ id: 'SendMessage' });

/** Body of POST `/send`. What the message holds is compiled by whoever takes it: it is described here, and checked there. */
export const SendBody = z
  .object({ message: z.union([z.unknown(), described]).optional() })
  .meta({ id: 'SendMessageParams', required: ['message'] });

export const SendAnswer = z
  .object({ requestId: z.string().describe('The id of the message; for several recipients, of the request') })
  .meta({ id: 'SendMessageResponse' });
