import type { FastifyInstance, FastifyRequest } from 'fastify';

import { problemsOfJson } from '../../../language/json/check-json.ts';
import { InvalidInput } from '../../../language/problem.ts';
import { ApiError } from './api-error.ts';
import { countValues } from './count-values.ts';
import { NotJson } from './not-json.ts';
import { readAnyBody } from './read-any-body.ts';

/** Beyond, what is parsed takes far more memory than its text; two million empty lists are 6 MB. */
const MOST_VALUES = 200_000;
const TOO_MANY_VALUES = `The request body holds more than ${MOST_VALUES.toLocaleString('en')} values`;

const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * Makes the server read JSON bodies and nothing else, but those that webhooks are sent; zero bytes are no body, whatever the
 * content type says. W-10
 */
export function useJsonBodies(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addHook('onRequest', forgetTypeOfNoBody);
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, readJson);
  fastify.addContentTypeParser('*', { parseAs: 'buffer' }, async (request: FastifyRequest, body: Buffer) => {
    if (body.length > 0 && !request.webhook)
      throw new ApiError('invalid_request', 'content-type: a body must be application/json');
    await request.place?.weigh(body.length, 0);
    if (request.webhook) return readAnyBody(body, () => readJson(request, body));
  });
}

/** Else Fastify refuses a malformed content type before anybody can see that there is no body. */
async function forgetTypeOfNoBody({ headers }: FastifyRequest): Promise<void> {
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) !== 0;
  if (!hasBody) delete headers['content-type'];
}

/** @throws InvalidInput, ApiError */
async function readJson({ place }: FastifyRequest, body: Buffer): Promise<unknown> {
  await place?.weigh(body.length, 0);
  const values = countValues(body, MOST_VALUES);
  if (values > MOST_VALUES) throw new ApiError('body_too_large', TOO_MANY_VALUES);
  await place?.weigh(body.length, values);
  if (body.length === 0) return undefined;
  const value = parse(body);
  const problems = problemsOfJson(value);
  if (problems.length > 0) throw new InvalidInput(problems);
  return value;
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(decoder.decode(body));
  } catch (error) {
    throw new NotJson((error as Error).message);
  }
}
