import { JSON_SCHEMA, load } from 'js-yaml';
import { UsageError } from '../../base/errors.ts';
import { isObject, type JsonObject } from './value.ts';

/** How many values the YAML aliases of a file may add to those written in it. */
const ALIASED = 200_000;
/** Maps and lists that may stand inside each other. */
const DEEPEST = 200;

/** A parsed file, and every map and list in it. */
export interface Parsed {
  readonly root: JsonObject;
  readonly parts: ReadonlySet<object>;
}

/**
 * Parses a file of JSON or YAML; `name` stands for it in messages. Takes time in proportion to the text.
 * @throws UsageError when it is neither, holds no map, is nested too deeply, or its aliases stand for too much
 */
export function parseFile(text: string, name: string): Parsed {
  const root = parseText(text, name);
  if (!isObject(root)) throw new UsageError(`${name} is not a JSON or YAML document with members`);
  return { root, parts: measured(root, name) };
}

function parseText(text: string, name: string): unknown {
  try {
    // The YAML parser is several times slower.
    if (text.trimStart().startsWith('{')) return JSON.parse(text) as unknown;
  } catch {
    // What starts with a brace may still be YAML.
  }
  try {
    return load(text, { schema: JSON_SCHEMA });
  } catch (error) {
    if (error instanceof RangeError) throw tooDeep(name);
    throw new UsageError(`${name} is neither JSON nor YAML: ${(error as Error).message.split('\n')[0]}`);
  }
}

/** Visits each map and list once, however many aliases lead to it, and adds up what a visit of every path would see. */
function measured(root: JsonObject, name: string): ReadonlySet<object> {
  const sizes = new Map<object, number>();
  const open = new Set<object>();
  let written = 0;
  const sizeOf = (value: unknown): number => {
    if (typeof value !== 'object' || value === null) return 1;
    const known = sizes.get(value);
    if (known !== undefined) return known;
    if (open.has(value)) throw new UsageError(`${name}: a YAML alias stands inside what it is an alias of`);
    if (open.size >= DEEPEST) throw tooDeep(name);
    open.add(value);
    let size = 1;
    for (const member of Object.values(value)) {
      size += sizeOf(member);
      written += typeof member === 'object' ? 0 : 1;
    }
    open.delete(value);
    sizes.set(value, size);
    return size;
  };
  const all = sizeOf(root);
  if (all - written - sizes.size > ALIASED)
    throw new UsageError(`${name}: its YAML aliases stand for more than ${ALIASED.toLocaleString('en-US')} values`);
  return new Set(sizes.keys());
}

function tooDeep(name: string): UsageError {
  return new UsageError(`${name} is nested too deeply: more than ${DEEPEST} levels`);
}
