import { UsageError } from '../../base/errors.ts';
import { METHODS } from '../operations.ts';
import type { References } from './references.ts';
import { isObject, type JsonObject } from './value.ts';

/** Members of the objects above the schemas. Shared ones count wherever a reference leads to them. */
const MEMBERS = 1_000_000;

/**
 * The document with the references resolved that stand above the schemas: of paths, operations, parameters, bodies,
 * responses and examples. Schemas refer to each other without an end, and stay as they are. What does not have the
 * shape of OpenAPI is left for the validator.
 * @throws UsageError when a reference cannot be resolved, or the references expand to too much
 */
export async function skeletonOf(document: JsonObject, references: References, file: string): Promise<JsonObject> {
  let count = 0;
  const at = (value: unknown) => references.resolve(value);

  const members = async (value: unknown, each: (member: unknown, name: string) => Promise<unknown>) => {
    const object = await at(value);
    if (!isObject(object)) return object;
    count += Object.keys(object).length;
    if (count > MEMBERS)
      throw new UsageError(`${file}: its references expand to more than ${MEMBERS.toLocaleString('en-US')} members`);
    const entries: [string, unknown][] = [];
    for (const [name, member] of Object.entries(object)) entries.push([name, await each(member, name)]);
    return Object.fromEntries(entries);
  };
  const list = async (value: unknown, each: (item: unknown) => Promise<unknown>) => {
    if (!Array.isArray(value)) return value;
    const items: unknown[] = [];
    for (const item of value) items.push(await each(item));
    return items;
  };
  /** An object of which the named members are replaced. */
  const having = async (value: unknown, parts: Readonly<Record<string, (member: unknown) => Promise<unknown>>>) =>
    await members(value, async (member, name) => (Object.hasOwn(parts, name) ? await parts[name]?.(member) : member));

  const media = (value: unknown) => having(value, { examples: (examples) => members(examples, at) });
  const content = (value: unknown) => members(value, media);
  const parameters = (value: unknown) =>
    list(value, (item) => having(item, { content, examples: (examples) => members(examples, at) }));
  const operation = (value: unknown) =>
    having(value, {
      parameters,
      requestBody: (body) => having(body, { content }),
      responses: (responses) => members(responses, (response) => having(response, { content })),
    });
  const item = (value: unknown) =>
    having(value, { parameters, ...Object.fromEntries(METHODS.map((method) => [method, operation])) });
  return { ...document, paths: await members(document.paths, item) };
}
