import { InvalidInput } from '../problem.ts';
import { isEqual } from './is-equal.ts';
import { isJsonObject, type Json, type JsonObject } from './json.ts';
import type { JsonPatch, PatchOperation } from './json-patch.ts';
import { memberOf } from './member-of.ts';
import { roomLeft } from './room-left.ts';
import { DEEPEST_JSON, LARGEST_JSON } from './sizes.ts';

/**
 * The document with all operations applied in order, undefined where they leave none; the argument is not changed.
 * @throws InvalidInput for the first operation that cannot be applied; its path begins with the operation's place in the patch.
 */
export function applyPatch(document: JsonObject, patch: JsonPatch): Json | undefined {
  const patching = new Patching(document);
  for (const [place, operation] of patch.entries()) inOperation(place, () => patching.apply(operation));
  return patching.document;
}

type Field = 'path' | 'from' | 'value';

class Refused extends Error {
  constructor(
    readonly field: Field,
    message: string,
  ) {
    super(message);
  }
}

function inOperation(place: number, apply: () => void): void {
  try {
    apply();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    throw new InvalidInput([{ path: `${place}.${error.field}`, message: error.message }]);
  }
}

/** A copy that is changed in place, a member of its own so that all that can be changed has a parent. */
class Patching {
  readonly #root: JsonObject;
  /** Copies of copies would otherwise double what is stored with every operation. */
  #room = LARGEST_JSON;

  constructor(document: JsonObject) {
    this.#root = { document: copyOf(document) };
  }

  get document(): Json | undefined {
    return this.#root.document;
  }

  apply(operation: PatchOperation): void {
    const path = ['document', ...operation.path];
    switch (operation.op) {
      case 'add':
        this.#put(path, operation.value, 'value');
        break;
      case 'replace':
        this.#take(path, 'path');
        this.#put(path, operation.value, 'value');
        break;
      case 'remove':
        this.#take(path, 'path');
        break;
      case 'move':
        this.#put(path, this.#take(['document', ...operation.from], 'from'), 'from');
        break;
      case 'copy':
        this.#put(path, this.#read(['document', ...operation.from], 'from'), 'from');
        break;
      case 'test':
        if (!isEqual(this.#read(path, 'path'), operation.value)) throw new Refused('value', 'is not what is there');
        break;
      default:
        operation satisfies never;
    }
  }

  #read(keys: readonly string[], field: Field): Json {
    return keys.reduce<Json>((value, key) => {
      const member = Array.isArray(value) ? value[indexOf(key)] : memberOf(value, key);
      if (member === undefined) throw new Refused(field, 'leads nowhere');
      return member;
    }, this.#root);
  }

  #take(keys: readonly string[], field: Field): Json {
    const taken = this.#read(keys, field);
    const key = keys.at(-1) ?? '';
    const parent = this.#read(keys.slice(0, -1), field);
    if (Array.isArray(parent)) parent.splice(indexOf(key), 1);
    else if (isJsonObject(parent)) delete parent[key];
    return taken;
  }

  #put(keys: readonly string[], value: Json, field: Field): void {
    this.#room = roomLeft(value, this.#room);
    if (this.#room < 0) throw new Refused(field, 'places too much: a patch may add and copy 6 million characters');
    if (keys.length + depthOf(value) > DEEPEST_JSON)
      throw new Refused(field, `nests deeper than ${DEEPEST_JSON} levels`);
    const key = keys.at(-1) ?? '';
    const parent = this.#read(keys.slice(0, -1), 'path');
    if (Array.isArray(parent)) insert(parent, key, copyOf(value));
    else if (isJsonObject(parent)) parent[key] = copyOf(value);
    else throw new Refused('path', 'leads nowhere');
  }
}

function insert(list: Json[], key: string, value: Json): void {
  const index = key === '-' ? list.length : indexOf(key);
  if (!(index <= list.length)) throw new Refused('path', 'leads nowhere');
  list.splice(index, 0, value);
}

/** NaN for what is no index: there is no such member. */
function indexOf(key: string): number {
  return /^(?:0|[1-9]\d*)$/.test(key) ? Number(key) : Number.NaN;
}

function copyOf<Value extends Json>(value: Value): Value {
  return JSON.parse(JSON.stringify(value));
}

/** How many objects and arrays stand in each other. */
function depthOf(value: Json): number {
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce<number>((deepest, member) => Math.max(deepest, depthOf(member) + 1), 1);
}
