import { randomBytes } from 'node:crypto';
import { Secrets } from '../../src/base/secrets.ts';
import type { Config } from './config.ts';

/** The valid keys of a running hostd. Whether it requires one was decided at startup. */
export class Keys {
  readonly #initial: Config;
  readonly #known: string[];
  readonly #secrets = new Secrets();
  #labelled = 0;
  #config: Config;

  constructor(config: Config) {
    this.#initial = config;
    this.#config = config;
    this.#known = [...config.keys];
  }

  /** The current configuration. */
  get config(): Config {
    return this.#config;
  }

  /** The valid keys, oldest first. */
  list(): readonly string[] {
    return this.#config.keys;
  }

  /** The keys that are or were valid, oldest first. None of them may be shown. */
  get known(): readonly string[] {
    return this.#known;
  }

  /** The label that replaces a known key in output. */
  label(key: string): string {
    return labelAt(this.#known.indexOf(key));
  }

  /** Replaces every known key in a text, in any encoding, with its label. */
  redact(text: string): string {
    for (; this.#labelled < this.#known.length; this.#labelled += 1)
      this.#secrets.add(this.#known[this.#labelled] ?? '', labelAt(this.#labelled));
    return this.#secrets.redact(text);
  }

  /** Adds a key, by default a random one, and returns it. Throws TypeError when it cannot be a bearer key. */
  add(key: string = freshKey()): string {
    if (!/^[!-+\--~\xa1-\xff]+$/.test(key))
      throw new TypeError(
        'a key is one or more characters up to U+00FF, without whitespace, commas and control characters',
      );
    if (!this.#known.includes(key)) this.#known.push(key);
    if (!this.#config.keys.includes(key)) this.#use([...this.#config.keys, key]);
    return key;
  }

  /** Revokes a key: calls with it get 401 `invalid api key`. Returns false when it was not valid. */
  revoke(key: string): boolean {
    const left = this.#config.keys.filter((other) => other !== key);
    const known = left.length < this.#config.keys.length;
    if (known) this.#use(left);
    return known;
  }

  /** Restores the initial keys. */
  reset(): void {
    this.#config = this.#initial;
  }

  #use(keys: readonly string[]): void {
    this.#config = { ...this.#config, keys };
  }
}

function labelAt(index: number): string {
  return `<key ${index + 1}>`;
}

/** Creates a key with 128 random bits. */
export function freshKey(): string {
  return `pk_mock_${randomBytes(16).toString('hex')}`;
}
