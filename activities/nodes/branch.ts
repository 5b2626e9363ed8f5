import { type Judgement, judge } from '../../language/conditions/judge.ts';
import { findInRun } from '../../language/reference/find-in-run.ts';
import type { ReadyNode } from '../step/ready.ts';
import type { Effect } from '../step/step-transaction.ts';

/** §3.4: the first path whose conditions hold, else the default. Those that were looked at are told with what they saw. */
export async function branch({ fields, scope }: ReadyNode<'branch'>): Promise<Effect> {
  const find = findInRun(scope);
  const paths: { label?: string; conditions?: Judgement }[] = [];
  for (const [path, { conditions, label }] of fields.paths.entries()) {
    const judgement = judge(conditions, find);
    paths.push({ ...(label && { label }), conditions: judgement });
    if (judgement.result) return { outcome: { kind: 'branches', path }, context: { paths } };
  }
  const { label } = fields.default ?? {};
  paths.push(label ? { label } : {});
  return { outcome: { kind: 'branches', path: fields.paths.length }, context: { paths } };
}
