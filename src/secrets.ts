import { randomBytes } from 'node:crypto';

interface Secret {
  readonly value: string;
  readonly label: string;
  /** A shell expression that yields the value, to stand between double quotes. */
  readonly shell?: string;
}

/** A stretch of text that is either plain or a secret. */
export type Piece = { readonly text: string } | { readonly label: string; readonly shell?: string };

const SHORT = 6;

/**
 * The keys of a run and every token that was made from them. The one place that knows what must not be shown:
 * reports and messages pass through `redact` before anything reads them.
 */
export class Secrets {
  readonly #known = new Map<string, Secret>();
  #pattern: RegExp | undefined;

  /** Registers a value; `label` is shown in its place. The first label of a value stays. */
  add(value: string, label: string, shell?: string): void {
    if (value === '') return;
    for (const form of formsOf(value)) {
      const key = form.toLowerCase();
      if (!this.#known.has(key)) this.#known.set(key, { value: form, label, ...(shell !== undefined && { shell }) });
    }
    this.#pattern = undefined;
  }

  /** Cuts a text at every secret. Case is ignored, so that a server that changes it gives nothing away. */
  split(text: string): Piece[] {
    const pattern = this.#compiled();
    if (!pattern) return [{ text }];
    const pieces: Piece[] = [];
    let from = 0;
    for (const match of text.matchAll(pattern)) {
      const secret = this.#known.get(match[0].toLowerCase());
      if (!secret) continue;
      if (match.index > from) pieces.push({ text: text.slice(from, match.index) });
      const exact = match[0] === secret.value;
      const label = exact ? secret.label : secret.label.replace(/>$/, ' in another case>');
      pieces.push({ label, ...(exact && secret.shell !== undefined && { shell: secret.shell }) });
      from = match.index + match[0].length;
    }
    if (from < text.length || pieces.length === 0) pieces.push({ text: text.slice(from) });
    return pieces;
  }

  /** The text with the label of every secret in its place. */
  redact(text: string): string {
    return this.split(text)
      .map((piece) => ('text' in piece ? piece.text : piece.label))
      .join('');
  }

  #compiled(): RegExp | undefined {
    if (this.#known.size === 0) return undefined;
    this.#pattern ??= new RegExp(
      [...this.#known.values()]
        .map(({ value }) => value)
        .sort((a, b) => b.length - a.length)
        .map((value) => {
          const literal = value.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
          return value.length < SHORT ? `(?<![\\w-])${literal}(?![\\w-])` : literal;
        })
        .join('|'),
      'gi',
    );
    return this.#pattern;
  }
}

/** How a value may stand in a text: as it is, in JSON, in a URL, and with one character a byte. */
function formsOf(value: string): Set<string> {
  const bytes = Buffer.from(value, 'utf8').toString('latin1');
  const escaped = JSON.stringify(value).slice(1, -1);
  return new Set([value, bytes, escaped, Array.from(value, (c) => (/[\w.~-]/.test(c) ? c : encode(c))).join('')]);
}

function encode(character: string): string {
  return Array.from(Buffer.from(character), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}

/** The variable of a shell line that holds the nth key of a list, from 0, as an expression. */
export function keyVariable(n: number): string {
  return n === 0 ? '$PODFLARE_API_KEY' : `$PODFLARE_API_KEY_${n + 1}`;
}

/** How keys begin: as on Podflare's older pages, on its newer ones, and not at all, for keys are opaque. */
const BEGINNINGS = ['pk_conf_', 'pf_conf_', ''] as const;

/**
 * The nth key of a list, from 0, with 128 random bits as hexadecimal digits. Every other letter is a capital, so that a
 * server that changes the case of its keys is seen.
 */
export function freshKey(n: number, bytes: (length: number) => Buffer = randomBytes): string {
  let capital = false;
  const digits = bytes(16)
    .toString('hex')
    .replace(/[a-f]/g, (letter) => {
      capital = !capital;
      return capital ? letter.toUpperCase() : letter;
    });
  return `${BEGINNINGS[n % BEGINNINGS.length]}${digits}`;
}
