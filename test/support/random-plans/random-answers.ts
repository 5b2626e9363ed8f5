import type { OutboundAnswer, OutboundRequest } from '../../../activities/ports/outbound.ts';
import { answered } from '../fake-outbound.ts';

const BROKEN = { kind: 'unanswered', reason: 'the connection broke', mayHaveArrived: true } as const;

/**
 * What stands outside for both drivers: the last part of the path says what it answers. `unsteady` answers its requests in turn:
 * it is busy, breaks, and then is well.
 */
export function randomAnswers(): (request: OutboundRequest) => OutboundAnswer {
  let tries = 0;
  return (request) => (request.url.pathname === '/unsteady' ? unsteady(tries++) : steady(request));
}

function unsteady(tries: number): OutboundAnswer {
  const answers = [answered('busy', 503), BROKEN, answered({ total: tries, wait: '90 minutes', tags: ['a', 'z'] })];
  return answers[tries % answers.length] ?? BROKEN;
}

function steady({ url, headers, body }: OutboundRequest): OutboundAnswer {
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
      return BROKEN;
    default:
      return answered(asked, 404);
  }
}
