/** A text to search for, and the value to return when it is found. */
interface Needle<T> {
  readonly text: string;
  readonly alone: boolean;
  readonly value: T;
}

/** One occurrence of a needle. */
export interface Hit<T> {
  readonly start: number;
  readonly end: number;
  readonly value: T;
}

/** How many characters at the end of a needle are hashed. */
const GRAM = 6;

/** The weight of the character that leaves the rolling hash. */
const LEAVING = (31 ** GRAM) | 0;

/**
 * Finds thousands of needles in a text in linear time. A rolling hash covers the last characters of each needle,
 * because keys differ more at their ends than at their beginnings.
 */
export class Needles<T> {
  readonly #endings = new Uint8Array(1 << 16);
  readonly #byEnding = new Map<string, Needle<T>[]>();
  readonly #known = new Set<string>();
  readonly #short: Needle<T>[] = [];

  /** Adds a needle. The first value of a text is kept. Matching ignores case. */
  add(given: string, alone: boolean, value: T): void {
    const text = folded(given);
    if (text === '' || this.#known.has(text)) return;
    this.#known.add(text);
    const needle = { text, alone, value };
    if (text.length < GRAM) {
      this.#short.push(needle);
      return;
    }
    const ending = text.slice(-GRAM);
    let hash = 0;
    for (let i = 0; i < GRAM; i += 1) hash = (Math.imul(hash, 31) + ending.charCodeAt(i)) | 0;
    this.#endings[slot(hash)] = 1;
    const others = this.#byEnding.get(ending);
    if (others) others.push(needle);
    else this.#byEnding.set(ending, [needle]);
  }

  /** Finds the needles of at least `least` characters. */
  find(given: string, least = 1): Hit<T>[] {
    const text = folded(given);
    const hits: Hit<T>[] = [];
    for (const needle of this.#short.filter(({ text: { length } }) => length >= least))
      for (let at = text.indexOf(needle.text); at >= 0; at = text.indexOf(needle.text, at + 1)) take(needle, at);
    let hash = 0;
    for (let i = 0; i < text.length; i += 1) {
      hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
      if (i >= GRAM) hash = (hash - Math.imul(text.charCodeAt(i - GRAM), LEAVING)) | 0;
      if (i < GRAM - 1 || this.#endings[slot(hash)] === 0) continue;
      for (const needle of this.#byEnding.get(text.slice(i + 1 - GRAM, i + 1)) ?? []) {
        const start = i + 1 - needle.text.length;
        if (start >= 0 && text.startsWith(needle.text, start)) take(needle, start);
      }
    }
    return hits;

    function take({ text: { length }, alone, value }: Needle<T>, start: number): void {
      if (!alone || !(isWord(text[start - 1]) || isWord(text[start + length])))
        hits.push({ start, end: start + length, value });
    }
  }
}

function slot(hash: number): number {
  return Math.imul(hash, 0x9e3779b1) >>> 16;
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /[\w-]/.test(character);
}

/** Lowercases a text without changing its length. */
function folded(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  return text.replace(/[^\x00-\x7f]/g, (character) => {
    const small = character.toLowerCase();
    return small.length === character.length ? small : character;
  });
}
