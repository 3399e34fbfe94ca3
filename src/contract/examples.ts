/** Resolves a `$ref`. Returns any other value unchanged. */
export type Resolve = (value: unknown) => Promise<unknown>;

/** The parts of a schema from which an example is made. */
export interface RawSchema {
  readonly type?: string | readonly string[];
  readonly example?: unknown;
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly required?: readonly string[];
}

/** Maximum number of values in an example. */
const LARGEST = 10_000;
/** Maximum nesting depth of objects in an example. */
const DEEPEST = 100;

/** An example would be endless or too large. The message continues a sentence about a schema. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge';
}

/** Makes an example with only the required properties. */
export class Examples {
  readonly #resolve: Resolve;
  #values = 0;

  constructor(resolve: Resolve) {
    this.#resolve = resolve;
  }

  /** The example of a schema. Throws TooLarge. */
  async of(given: unknown, depth = 0): Promise<unknown> {
    this.#values += 1;
    if (this.#values > LARGEST) throw new TooLarge(`requires more than ${LARGEST.toLocaleString('en-US')} values`);
    if (depth > DEEPEST) throw new TooLarge('requires itself without an end');
    const schema = (await this.#resolve(given)) as RawSchema;
    const named = schema.example ?? schema.examples?.[0] ?? schema.default ?? schema.enum?.[0];
    if (named !== undefined) return named;
    const type = Array.isArray(schema.type) ? (schema.type as readonly string[])[0] : schema.type;
    switch (type) {
      case 'object':
        return await this.#object(schema, depth);
      case 'array':
        return [];
      case 'integer':
      case 'number':
        return 1;
      case 'boolean':
        return true;
      default:
        return 'x';
    }
  }

  async #object({ properties = {}, required = [] }: RawSchema, depth: number): Promise<object> {
    const entries: [string, unknown][] = [];
    for (const [name, property] of Object.entries(properties))
      if (required.includes(name)) entries.push([name, await this.of(property, depth + 1)]);
    return Object.fromEntries(entries);
  }
}
