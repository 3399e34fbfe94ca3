/** What was given does not fit. The message names the place. */
export class BadInput extends Error {
  /** Where it is, from the outside in. */
  readonly path: readonly (string | number)[];

  constructor(path: readonly (string | number)[], problem: string) {
    super(`${pathText(path)}: ${problem}`);
    this.path = path;
  }
}

/** A value that someone else wrote, and its place. Every reading of it that does not fit throws BadInput. */
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

  /** The members of an object, which has none but these. */
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

  /** What `read` makes of it; undefined when it is absent. */
  maybe<T>(read: (field: Field) => T): T | undefined {
    return this.value === undefined ? undefined : read(this);
  }

  #expected(what: string): never {
    if (this.value === undefined) return this.fail(`${what} is missing`);
    return this.fail(`it is not ${what}: ${preview(this.value)}`);
  }
}

/** The beginning of a value as JSON. One that is nested too deep for that is only named. */
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
