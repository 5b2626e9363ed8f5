import type { z } from 'zod';
import { stepProblems } from '../language/compile/step-problems.ts';
import { isJsonObject } from '../language/json/json.ts';
import { inspectMessages } from './inspect-messages.ts';

/**
 * A body that holds steps, at `place`. What is well formed is compiled by whoever takes it; of what is not, the steps that are
 * get compiled here, so that the refusal names their problems too. W-08
 */
export function withStepProblems<Body extends z.ZodType>(body: Body, ...place: string[]): Body {
  return body.superRefine(
    (written: unknown, context) => {
      for (const { path, message } of stepProblems(stepsAt(written, place), Date.now(), inspectMessages(Date.now()))) {
        context.addIssue({ code: 'custom', path: [...place, ...path.split('.')], message });
      }
    },
    { when: ({ issues }) => issues.length > 0 },
  );
}

function stepsAt(body: unknown, place: string[]): unknown[] {
  const found = [...place, 'steps'].reduce<unknown>(
    (value, key) => (isJsonObject(value) ? value[key] : undefined),
    body,
  );
  return Array.isArray(found) ? found : [];
}
