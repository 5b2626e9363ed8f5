import { failed } from './failed.ts';
import type { LocalTools } from './local-tools.ts';
import type { ReadyStep } from './ready.ts';
import type { Effect } from './step-transaction.ts';

/** the token is handed on, and its runs are canceled by the statement that records the step; then their workflows are told. */
export async function cancel({ fields }: ReadyStep<'cancel'>, { workflows }: LocalTools): Promise<Effect> {
  const { cancelation_token: token } = fields;
  if (token === undefined) return failed('cancel needs a cancelation_token');
  return {
    outcome: { kind: 'processed' },
    cancels: token,
    afterwards: ({ canceled }) => workflows.cancel(canceled),
  };
}
