import type { Choice } from '../../language/people/preference.ts';

/** What a user chose of a topic that counts in a tenant: what they chose there, or else wherever they are. U-06 */
export function choiceIn(
  choices: readonly Choice[],
  { topicId, tenantId }: { topicId: string; tenantId?: string },
): Choice | undefined {
  const own = choices.filter((choice) => choice.topicId === topicId);
  const inTenant = tenantId === undefined ? undefined : own.find((choice) => choice.tenantId === tenantId);
  return inTenant ?? own.find((choice) => choice.tenantId === undefined);
}
