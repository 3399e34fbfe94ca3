/** Gives what a `$ref` leads to, and any other value as it is. */
export type Resolve = (value: unknown) => Promise<unknown>;

/** The part of a schema that an example is made of. */
export interface RawSchema {
  readonly type?: string | readonly string[];
  readonly example?: unknown;
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly required?: readonly string[];
}

/** Values that an example may have. */
const LARGEST = 10_000;
/** Objects that may stand inside each other in an example. */
const DEEPEST = 100;

/** Says that an example would not end, or have too many values; the message is the rest of a sentence about a schema. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge';
}

/** Makes one example, with the properties that are required and no others. */
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
