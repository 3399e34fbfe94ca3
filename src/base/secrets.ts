import { randomBytes } from 'node:crypto';
import { QUOTED } from './quote.ts';
import { DEPTH, decoded, type View, viewOf } from './redaction/decode.ts';
import { type Form, formsOf } from './redaction/forms.ts';
import { type Hit, Needles } from './redaction/search.ts';

interface Secret {
  readonly value: string;
  readonly label: string;
  /** A shell expression that yields the value, to stand between double quotes. */
  readonly shell?: string;
}

type Known = Pick<Form, 'how' | 'edge'> & { readonly secret: Secret };

/** Shorter secrets are looked for as they are only: one encoded character is often the same as one of these. */
const LEAST_ENCODED = 3;

/** A stretch of text that is either plain or a secret. */
export type Piece = { readonly text: string } | { readonly label: string; readonly shell?: string };

/** Characters that a secret has at most, in any encoding; those that no server accepts as a key aside. */
const REACH = 16 * 1024;

/** A secret in a text, from `start` to before `end`. */
interface Found {
  readonly start: number;
  readonly end: number;
  readonly piece: Exclude<Piece, { readonly text: string }>;
}

/**
 * The keys of a run and every token that is made from them. `src/run/settle.ts` redacts reports by it, and
 * `src/base/redact.ts` everything else that is shown.
 */
export class Secrets {
  readonly #needles = new Needles<Known>();
  #any = false;

  /** Registers a value; `label` is shown in its place. The first label of a value stays. */
  add(value: string, label: string, shell?: string): void {
    if (value === '') return;
    this.#any = true;
    const secret: Secret = { value, label, ...(shell !== undefined && { shell }) };
    for (const { text, alone, ...form } of formsOf(value)) this.#needles.add(text, alone, { ...form, secret });
  }

  /**
   * Cuts a text at every secret, in whatever encoding: each character may be percent-encoded, escaped as in JSON or
   * HTML, or in other case; the whole may be in hexadecimal, reversed, or within base64. Takes time linear in the text.
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

  /** The text with the label of every secret in its place. */
  redact(text: string): string {
    return this.split(text)
      .map((piece) => ('text' in piece ? piece.text : piece.label))
      .join('');
  }

  /**
   * The first `length` characters of the text, redacted. Of what comes after them only as much is read as a secret that
   * begins among them can reach, which is not shown either.
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

  /** What a failure quotes of a text that a server sent, redacted before it is cut. */
  readonly quote = (text: string): string => this.redactStart(text, QUOTED);

  /** What is found in the text, in the order in which it begins, the longest first. */
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

/** A secret that was found in a view, in the original text. */
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

/** Whether a text that is the value but for case and encoding has no other case than the value. */
function isCased(text: string, value: string): boolean {
  return text === value || text.toLowerCase() !== value.toLowerCase();
}

/** What a shell puts in the place of a variable that holds the value, one character a byte. */
function bytesOf(value: string): string {
  return Buffer.from(value, 'utf8').toString('latin1');
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
