import type { Told } from './automation-runs.ts';

/** What a run's assumptions are about. */
export function kindsAssumed({ assume }: Told): string[] {
  const { fetches = {}, deliveries = {}, throttled = [] } = assume ?? {};
  const answers = Object.values(fetches).flat();
  return [
    ...(answers.length > 0 ? ['an answer'] : []),
    ...(answers.length > Object.keys(fetches).length ? ['several tries'] : []),
    ...(Object.keys(deliveries).length > 0 ? ['a refusal'] : []),
    ...(throttled.length > 0 ? ['a throttle'] : []),
  ];
}
