import type { OutboundAnswer, OutboundRequest } from '../../../activities/ports/outbound.ts';
import { answered } from '../fake-outbound.ts';

/** What stands outside for both drivers: the last part of the path says what it answers. */
export function answerRandomly({ url, headers, body }: OutboundRequest): OutboundAnswer {
  const asked = { query: url.search, name: headers['x-name'] ?? null, body: body ?? null };
  switch (url.pathname) {
    case '/object':
      return answered({ asked, total: 60, nested: { days: '5 days' }, tags: ['c'], wait: '1 hour', how: 'soft-merge' });
    case '/list':
      return answered([asked]);
    case '/text':
      return answered('text');
    case '/prototype':
      return answered('{"nested":{"__proto__":{"days":"1 day"}}}');
    case '/broken':
      return { kind: 'unanswered', reason: 'the connection broke', mayHaveArrived: true };
    default:
      return answered(asked, 404);
  }
}
