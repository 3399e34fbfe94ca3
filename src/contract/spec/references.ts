import { realpath } from 'node:fs/promises';
import { dirname, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { UsageError } from '../../base/errors.ts';
import { readInputText } from '../../base/input-file.ts';
import { parseFile } from './parse.ts';
import { fetchText, LARGEST_FILE } from './text.ts';
import { isObject, type JsonObject } from './value.ts';

/** Files that a document may consist of. */
const FILES = 1_000;
/** References that may lead from one to the next. */
const STEPS = 100;

/**
 * The `$ref`s of a document. A file is read when a reference to it is resolved and not before. References stay within
 * the folder of the document, unless `remote` is set: then they may lead to other folders, and by HTTP to other hosts.
 * A document from another host never leads to a file.
 */
export class References {
  readonly #file: string;
  readonly #remote: boolean;
  /** The files by their URL. */
  readonly #files = new Map<string, Promise<JsonObject>>();
  /** The URL of the file in which a map or list is written. */
  readonly #homes = new WeakMap<object, string>();

  constructor(file: string, remote: boolean) {
    this.#file = file;
    this.#remote = remote;
  }

  /** The document itself. Throws UsageError when it cannot be read. */
  root(): Promise<JsonObject> {
    return this.#load(pathToFileURL(resolve(this.#file)).href, () =>
      readInputText({ path: this.#file, largest: LARGEST_FILE }),
    );
  }

  /**
   * What a value stands for: itself, or, when it has a `$ref`, what that leads to, with the members beside it.
   * @throws UsageError when a reference leads nowhere, in a circle, or to where it may not
   */
  async resolve(value: unknown): Promise<unknown> {
    return await this.#follow(value, 0);
  }

  async #follow(value: unknown, step: number): Promise<unknown> {
    if (!isObject(value) || typeof value.$ref !== 'string') return value;
    const { $ref, ...members } = value;
    if (step >= STEPS) throw this.#refusal($ref, 'it leads in a circle');
    const found = await this.#follow(await this.#target($ref, this.#home(value), step), step + 1);
    if (Object.keys(members).length === 0 || !isObject(found)) return found;
    return { ...found, ...members };
  }

  async #target($ref: string, home: string, step: number): Promise<unknown> {
    const [file = '', pointer = ''] = $ref.split(/#(.*)/s);
    let value: unknown = await this.#fileAt(file, home, $ref);
    if (pointer !== '' && !pointer.startsWith('/')) throw this.#refusal($ref, 'what follows # is not a JSON pointer');
    for (const segment of pointer.split('/').slice(1)) {
      const part = await this.#follow(value, step + 1);
      const name = this.#segment(segment, $ref);
      if (typeof part !== 'object' || part === null || !Object.hasOwn(part, name))
        throw this.#refusal($ref, 'it leads nowhere');
      value = (part as JsonObject)[name];
    }
    return value;
  }

  #segment(text: string, $ref: string): string {
    try {
      return decodeURIComponent(text).replaceAll('~1', '/').replaceAll('~0', '~');
    } catch {
      throw this.#refusal($ref, 'what follows # is not a JSON pointer');
    }
  }

  /** Merged values are new; their file is that of the document. */
  #home(value: object): string {
    return this.#homes.get(value) ?? pathToFileURL(resolve(this.#file)).href;
  }

  async #fileAt(file: string, home: string, $ref: string): Promise<JsonObject> {
    if (file === '') return await this.#load(home, () => this.#read(new URL(home), $ref));
    if (!URL.canParse(file, home)) throw this.#refusal($ref, 'it is not a URL');
    const url = new URL(file, home);
    url.hash = '';
    if (url.protocol === 'file:') await this.#admit(url, home, $ref);
    else if (url.protocol !== 'http:' && url.protocol !== 'https:')
      throw this.#refusal($ref, `${url.protocol} is not followed`);
    else if (!this.#remote) throw this.#refusal($ref, 'it leads to another host; --spec-allow-remote allows that');
    return await this.#load(url.href, () => this.#read(url, $ref));
  }

  async #admit(url: URL, home: string, $ref: string): Promise<void> {
    if (!home.startsWith('file:')) throw this.#refusal($ref, 'a document from another host leads to a file');
    const path = this.#path(url, $ref);
    if (this.#remote) return;
    const folder = await realpath(dirname(resolve(this.#file)));
    const place = await realpath(path).catch(() => path);
    const way = relative(folder, place);
    if (way === '..' || way.startsWith(`..${sep}`) || resolve(way) === way)
      throw this.#refusal($ref, 'it leads out of the folder of the document; --spec-allow-remote allows that');
  }

  async #read(url: URL, $ref: string): Promise<string> {
    return url.protocol === 'file:'
      ? await readInputText({ path: this.#path(url, $ref), name: this.#named(url), largest: LARGEST_FILE })
      : await fetchText(url.href);
  }

  #path(url: URL, $ref: string): string {
    try {
      return fileURLToPath(url);
    } catch {
      throw this.#refusal($ref, 'it is not the URL of a file here');
    }
  }

  #load(href: string, read: () => Promise<string>): Promise<JsonObject> {
    const known = this.#files.get(href);
    if (known) return known;
    if (this.#files.size >= FILES) throw new UsageError(`${this.#file}: it refers to more than ${FILES} files`);
    const loaded = this.#parsed(href, read);
    this.#files.set(href, loaded);
    return loaded;
  }

  async #parsed(href: string, read: () => Promise<string>): Promise<JsonObject> {
    const { root, parts } = parseFile(await read(), this.#named(new URL(href)));
    for (const part of parts) this.#homes.set(part, href);
    return root;
  }

  /** The name of a file in messages: the name that the user typed for the document, or the relative path from it. */
  #named(url: URL): string {
    if (url.protocol !== 'file:') return url.href;
    const path = fileURLToPath(url);
    if (path === resolve(this.#file)) return this.#file;
    const way = relative(dirname(resolve(this.#file)), path);
    return way.startsWith('..') ? path : way;
  }

  #refusal($ref: string, why: string): UsageError {
    const shown = $ref.length > 200 ? `${$ref.slice(0, 200)}…` : $ref;
    return new UsageError(`${this.#file}: $ref "${shown}": ${why}`);
  }
}
