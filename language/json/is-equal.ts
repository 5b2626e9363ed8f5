import type { Json } from './json.ts';

/** Whether two values are the same JSON; the order of keys says nothing. */
export function isEqual(one: Json | undefined, other: Json | undefined): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const members = Object.entries(one);
  if (members.length !== Object.keys(other).length) return false;
  return members.every(([key, member]) =>
    isEqual(member, Object.hasOwn(other, key) ? Reflect.get(other, key) : undefined),
  );
}
