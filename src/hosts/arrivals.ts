import { stripVTControlCharacters } from 'node:util';

/** How many lines are kept. */
const KEPT = 64;

/** How many characters of a line a message shows. */
const LONGEST_LINE = 1_000;

type Stream = 'stdout' | 'stderr';

/** The beginning of a line that has not ended. */
interface Unfinished {
  text: string;
  length: number;
}

/** The last lines of both streams of a program, in the order in which they arrived. */
export class Arrivals {
  readonly #lines: string[] = [];
  readonly #unfinished: Record<Stream, Unfinished> = {
    stdout: { text: '', length: 0 },
    stderr: { text: '', length: 0 },
  };

  append(stream: Stream, text: string): void {
    const [first = '', ...rest] = /[\r\n]/.test(text) ? text.split(/\r?\n|\r/) : [text];
    this.#extend(stream, first);
    for (const part of rest) {
      const { text: start, length } = this.#unfinished[stream];
      this.#lines.push(shown(start, length));
      this.#unfinished[stream] = { text: '', length: 0 };
      this.#extend(stream, part);
    }
    if (this.#lines.length > 4 * KEPT) this.#lines.splice(0, this.#lines.length - KEPT);
  }

  #extend(stream: Stream, part: string): void {
    const line = this.#unfinished[stream];
    if (line.length <= LONGEST_LINE) line.text += part.slice(0, LONGEST_LINE);
    line.length += part.length;
  }

  /** The non-empty lines, including those that have not ended. */
  get lines(): string[] {
    const { stdout, stderr } = this.#unfinished;
    return [...this.#lines, shown(stdout.text, stdout.length), shown(stderr.text, stderr.length)]
      .filter((line) => line.trim() !== '')
      .slice(-KEPT);
  }
}

/**
 * A line for a message, without colours. A long line is replaced by its length, because a cut could fall in the middle
 * of a key.
 */
export function shown(text: string, length = text.length): string {
  return length > LONGEST_LINE ? `[a line of ${length} characters]` : stripVTControlCharacters(text);
}
