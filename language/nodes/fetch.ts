import { z } from 'zod';

import { HttpHeaders } from '../http-headers.ts';
import { isJsonObject, type JsonObject } from '../json/json.ts';
import { JsonRecord } from '../json/json-record.ts';
import { MergeStrategy } from '../json/merge.ts';
import { optional } from '../optional.ts';
import type { Problem } from '../problem.ts';
import type { CheckCircumstances, Node } from './node.ts';

/** Only when the node is reached is `url` looked at: one that is no address skips the node. N-32 */
const asked = {
  url: z.string(),
  merge_strategy: MergeStrategy,
  headers: optional(HttpHeaders),
  query_params: optional(JsonRecord),
  response_schema: optional(JsonRecord),
};

/** Asks an HTTP server and merges its answer, a JSON object, into the run's data. N-31 */
export const fetch = {
  fields: z.discriminatedUnion('method', [
    z.object({
      method: z.enum(['get', 'delete']),
      ...asked,
      // That there is none is `check`'s to say, also where one is a reference.
      body: z.custom<null>().optional(),
    }),
    z.object({
      method: z.enum(['post', 'put']),
      ...asked,
      body: optional(z.union([z.string(), JsonRecord, z.array(z.unknown())])),
    }),
  ]),
  check,
  // The address may hold what is nobody's business.
  label: ({ method }) => String(method).toUpperCase(),
  verbatim: ['method', 'merge_strategy', 'response_schema'],
} satisfies Node;

function check({ method, body, response_schema: schema }: JsonObject, circumstances: CheckCircumstances): Problem[] {
  const problem = isJsonObject(schema) ? circumstances.schemaProblem(schema) : undefined;
  const isBodiless = method === 'get' || method === 'delete';
  return [
    ...(problem ? [{ path: 'response_schema', message: problem }] : []),
    ...(isBodiless && body !== undefined ? [{ path: 'body', message: 'is only for post and put' }] : []),
  ];
}
