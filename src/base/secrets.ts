import { randomBytes } from 'node:crypto';
import { QUOTED } from './quote.ts';
import { DEPTH, decoded, type View, viewOf } from './redaction/decode.ts';
import { type Form, formsOf } from './redaction/forms.ts';
import { type Hit, Needles } from './redaction/search.ts';

interface Secret {
  readonly value: string;
  readonly label: string;
  /** A shell expression for the value, for use between double quotes. */
  readonly shell?: string;
}

type Known = Pick<Form, 'how' | 'edge'> & { readonly secret: Secret };

/** Shorter secrets are searched for in plain form only, because a single encoded character often equals one of them. */
const LEAST_ENCODED = 3;

/** A piece of text that is either plain or a secret. */
export type Piece = { readonly text: string } | { readonly label: string; readonly shell?: string };

/** The maximum length of a secret in any encoding. Longer values are never valid keys. */
const REACH = 16 * 1024;

/** A secret in a text, at `start` up to but excluding `end`. */
interface Found {
  readonly start: number;
  readonly end: number;
  readonly piece: Exclude<Piece, { readonly text: string }>;
}

/**
 * The keys of a run and every token made from them. `src/run/settle.ts` uses it to redact reports, and
 * `src/base/redact.ts` everything else that is shown.
 */
export class Secrets {
  readonly #needles = new Needles<Known>();
  #any = false;

  /** Registers a value, which `label` replaces in output. A value keeps its first label. */
  add(value: string, label: string, shell?: string): void {
    if (value === '') return;
    this.#any = true;
    const secret: Secret = { value, label, ...(shell !== undefined && { shell }) };
    for (const { text, alone, ...form } of formsOf(value)) this.#needles.add(text, alone, { ...form, secret });
  }

  /**
   * Splits a text at every secret, in any encoding: characters may be percent-encoded, escaped as in JSON or HTML, or
   * in a different case, and the whole may be in hexadecimal, reversed, or within base64. Takes linear time.
   */
  split(text: string): Piece[] {
    const pieces: Piece[] = [];
    let from = 0;
    for (const { start, end, piece } of this.#find(text)) {
      if (end <= from) continue;
      if (start > from) pieces.push({ text: text.slice(from, start) });
      pieces.push(start < from ? { label: piece.label } : piece);
      from = end;
    }
    if (from < text.length || pieces.length === 0) pieces.push({ text: text.slice(from) });
    return pieces;
  }

  /** Replaces every secret in the text with its label. */
  redact(text: string): string {
    return this.split(text)
      .map((piece) => ('text' in piece ? piece.text : piece.label))
      .join('');
  }

  /**
   * Redacts the first `length` characters of the text. Reads past the cut only as far as a secret that begins before it
   * can reach, and does not show that part either.
   */
  redactStart(text: string, length: number): string {
    const window = text.slice(0, length + REACH);
    let shown = '';
    let from = 0;
    for (const { start, end, piece } of this.#find(window)) {
      if (start >= length) break;
      if (end <= from) continue;
      shown += window.slice(from, Math.max(start, from)) + piece.label;
      from = end;
    }
    return shown + window.slice(from, Math.max(length, from));
  }

  /** Quotes a server's text for an error message, redacted before it is cut. */
  readonly quote = (text: string): string => this.redactStart(text, QUOTED);

  /** The secrets found in the text, ordered by their start, longest first. */
  #find(text: string): Found[] {
    const found: Found[] = [];
    let view: View | undefined = this.#any ? viewOf(text) : undefined;
    for (let depth = 0; view && depth <= DEPTH; depth += 1) {
      for (const hit of this.#needles.find(view.text, depth === 0 ? 1 : LEAST_ENCODED))
        found.push(foundIn(view, hit, text));
      view = decoded(view);
    }
    return found.sort((a, b) => a.start - b.start || b.end - a.end);
  }
}

/** Maps a secret that was found in a decoded view back to the original text. */
function foundIn(
  view: View,
  { start, end, value: { secret, how, edge = [0, 0] } }: Hit<Known>,
  original: string,
): Found {
  const [before, after] = edge;
  const from = view.start(start - (before && isBase64(view.text[start - 1]) ? before : 0));
  const to = view.end(end + (after && isBase64(view.text[end]) ? after : 0));
  const changed = how ?? (isCased(view.text.slice(start, end), secret.value) ? undefined : 'in another case');
  const label = changed === undefined ? secret.label : secret.label.replace(/>$/, ` ${changed}>`);
  const yields = secret.shell !== undefined && original.slice(from, to) === bytesOf(secret.value);
  return { start: from, end: to, piece: { label, ...(yields && { shell: secret.shell }) } };
}

function isBase64(character: string | undefined): boolean {
  return character !== undefined && /[\w+/-]/.test(character);
}

/** False for a text that differs from the value only in case. */
function isCased(text: string, value: string): boolean {
  return text === value || text.toLowerCase() !== value.toLowerCase();
}

/** What the shell substitutes for a variable that holds the value, one character per byte. */
function bytesOf(value: string): string {
  return Buffer.from(value, 'utf8').toString('latin1');
}

/** The shell variable for the nth key, counting from 0, as an expression. */
export function keyVariable(n: number): string {
  return n === 0 ? '$PODFLARE_API_KEY' : `$PODFLARE_API_KEY_${n + 1}`;
}

/** Prefixes of keys: that of Podflare's older pages, that of its newer ones, and none, because keys are opaque. */
const BEGINNINGS = ['pk_conf_', 'pf_conf_', ''] as const;

/**
 * The nth key of a list, counting from 0: 128 random bits in hexadecimal. Every other letter is uppercase, which
 * reveals a server that changes the case of its keys.
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
