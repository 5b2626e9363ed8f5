import type { FastifyRequest } from 'fastify';

import { problemsOfJson } from '../../../language/json/check-json.ts';
import { InvalidInput, type Problem } from '../../../language/problem.ts';

/** Refuses a path or query whose text cannot be read or stored; as bodies are, before any handler sees it. */
export async function refuseUnreadableAddress({ raw, params, query }: FastifyRequest): Promise<void> {
  const problems: Problem[] = [...problemsOfJson(params), ...problemsOfJson(query)];
  if (!isDecodable(raw.url?.split('?')[1] ?? ''))
    problems.push({ path: 'query', message: 'is not percent-encoded UTF-8' });
  if (problems.length > 0) throw new InvalidInput(problems);
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
