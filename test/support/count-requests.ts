import type Courier from '@trycourier/courier';

/** The same client, which counts what it asks over the network: tries, not calls. */
export function countRequests(courier: Courier) {
  const counts = { requests: 0 };
  const counting = courier.withOptions({
    fetch: (...call) => {
      counts.requests += 1;
      return fetch(...call);
    },
  });
  return { counting, counts };
}
