/** An input is invalid. The message names the place. */
export class BadInput extends Error {
  /** The place, from the outermost member to the innermost. */
  readonly path: readonly (string | number)[];

  constructor(path: readonly (string | number)[], problem: string) {
    super(`${pathText(path)}: ${problem}`);
    this.path = path;
  }
}

/** A value of unknown type and its place in the input. Every method throws BadInput when the value is not as required. */
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

  /** The members of an object that has no members but these. */
  members<Name extends string>(...names: readonly Name[]): Readonly<Record<Name, Field>> {
    const { value } = this;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return this.#expected('an object');
    const unknown = Object.keys(value).find((name) => !names.some((known) => known === name));
    if (unknown !== undefined)
      throw new BadInput([...this.path, unknown], `there is no such member; there are ${names.join(', ')}`);
    const members = names.map((name) => [name, new Field(Reflect.get(value, name), [...this.path, name])]);
    return Object.fromEntries(members);
  }

  list<T>(read: (item: Field) => T): readonly T[] {
    if (!Array.isArray(this.value)) return this.#expected('a list');
    return this.value.map((item, i) => read(new Field(item, [...this.path, i])));
  }

  text(): string {
    return typeof this.value === 'string' ? this.value : this.#expected('a text');
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
    if (this.value === undefined) return this.fail(`${what} is missing`);
    return this.fail(`it is not ${what}: ${preview(this.value)}`);
  }
}

/** The first characters of a value as JSON, or its type when it is nested too deep to serialize. */
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
