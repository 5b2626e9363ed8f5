import { InvalidExpression } from '../expression/invalid-expression.ts';
import { isJsonObject, type Json } from '../json/json.ts';
import { keysOf } from '../json/keys-of.ts';

/** `{"$ref": …}` and no other key, as that is what stands in place of a value. X-03 */
export function isAccessor(value: Json | undefined): value is { $ref: Json } {
  return isJsonObject(value) && Object.hasOwn(value, '$ref') && Object.keys(value).length === 1;
}

/**
 * The keys of an accessor's path, in order; a leading `refs` says nothing.
 * @throws InvalidExpression for what is no path.
 */
export function accessorPath(written: Json): string[] {
  const path = keysOf(typeof written === 'string' ? written : '');
  const rooted = path[0] === 'refs' ? path.slice(1) : path;
  if (rooted.length === 0 || rooted.includes(''))
    throw new InvalidExpression('$ref must be a path such as data.name,', 0);
  return rooted;
}
