import { randomBytes } from 'node:crypto';
import { Secrets } from '../../src/base/secrets.ts';
import type { Config } from './config.ts';

/** The keys that a running hostd takes. Whether it asks for one at all was decided when it started. */
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

  /** What hostd runs with now. */
  get config(): Config {
    return this.#config;
  }

  /** Those that are taken, oldest first. */
  list(): readonly string[] {
    return this.#config.keys;
  }

  /** Those that are taken and those that ever were, in the order in which they came. None of them may be shown. */
  get known(): readonly string[] {
    return this.#known;
  }

  /** What stands for a key that is or was taken, wherever it would be shown. */
  label(key: string): string {
    return labelAt(this.#known.indexOf(key));
  }

  /** The text with a label in place of every key that is or was taken, in whatever encoding it stands there. */
  redact(text: string): string {
    for (; this.#labelled < this.#known.length; this.#labelled += 1)
      this.#secrets.add(this.#known[this.#labelled] ?? '', labelAt(this.#labelled));
    return this.#secrets.redact(text);
  }

  /** Takes a key from now on: this one, or a fresh one. Gives it. Throws TypeError when it cannot be a bearer key. */
  add(key: string = freshKey()): string {
    if (!/^[!-+\--~\xa1-\xff]+$/.test(key))
      throw new TypeError(
        'a key is one or more characters up to U+00FF, without whitespace, commas and control characters',
      );
    if (!this.#known.includes(key)) this.#known.push(key);
    if (!this.#config.keys.includes(key)) this.#use([...this.#config.keys, key]);
    return key;
  }

  /** Does not take this key any more: it is answered `invalid api key`. False when it was none. */
  revoke(key: string): boolean {
    const left = this.#config.keys.filter((other) => other !== key);
    const known = left.length < this.#config.keys.length;
    if (known) this.#use(left);
    return known;
  }

  /** Takes the keys again that it started with, and no others. */
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

/** A key with 128 random bits. */
export function freshKey(): string {
  return `pk_mock_${randomBytes(16).toString('hex')}`;
}
