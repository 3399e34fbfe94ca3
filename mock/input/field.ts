/** An invalid input. The message starts with the path of the invalid value. */
export class BadInput extends Error {
  /** Member names and list indexes, outermost first. */
  readonly path: readonly (string | number)[];

  constructor(path: readonly (string | number)[], problem: string) {
    super(`${pathText(path)}: ${problem}`);
    this.path = path;
  }
}

/** A value of unknown type and its path in the input. Methods throw BadInput when the value is invalid. */
export class Field {
  readonly value: unknown;
  readonly path: readonly (string | number)[];

  constructor(value: unknown, path: readonly (string | number)[] = []) {
    this.value = value;
    this.path = path;
  }

  fail(problem: string): never {
    throw new BadInput(this.path, problem);
  }

  /** The members of an object. Other members are invalid. */
  members<Name extends string>(...names: readonly Name[]): Readonly<Record<Name, Field>> {
    const { value } = this;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return this.#expected('an object');
    const unknown = Object.keys(value).find((name) => !names.some((known) => known === name));
    if (unknown !== undefined)
      throw new BadInput([...this.path, unknown], `unknown member; expected one of ${names.join(', ')}`);
    const members = names.map((name) => [name, new Field(Reflect.get(value, name), [...this.path, name])]);
    return Object.fromEntries(members);
  }

  list<T>(read: (item: Field) => T): readonly T[] {
    if (!Array.isArray(this.value)) return this.#expected('a list');
    return this.value.map((item, i) => read(new Field(item, [...this.path, i])));
  }

  text(): string {
    return typeof this.value === 'string' ? this.value : this.#expected('a string');
  }

  whole(least: number, most: number): number {
    const { value } = this;
    if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
    return this.#expected(`a whole number from ${least} to ${most}`);
  }

  choice<T extends string>(choices: readonly T[]): T {
    const found = choices.find((choice) => choice === this.value);
    return found ?? this.#expected(`one of ${choices.join(', ')}`);
  }

  texts(): Readonly<Record<string, string>> {
    const { value } = this;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return this.#expected('an object');
    return Object.fromEntries(
      Object.entries(value).map(([name, text]) => [name, new Field(text, [...this.path, name]).text()]),
    );
  }

  /** The result of `read`; undefined when the value is absent. */
  maybe<T>(read: (field: Field) => T): T | undefined {
    return this.value === undefined ? undefined : read(this);
  }

  #expected(what: string): never {
    if (this.value === undefined) return this.fail(`missing; expected ${what}`);
    return this.fail(`expected ${what}, got ${preview(this.value)}`);
  }
}

/** The first characters of a value as JSON, or its type when JSON cannot serialize it. */
function preview(value: unknown): string {
  try {
    return JSON.stringify(value)?.slice(0, 60) ?? typeof value;
  } catch {
    return Array.isArray(value) ? 'a list' : 'an object';
  }
}

function pathText(path: readonly (string | number)[]): string {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`)).join('');
  return text.replace(/^\./, '') || 'the input';
}
