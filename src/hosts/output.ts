import { EventEmitter } from 'node:events';
import { stripVTControlCharacters } from 'node:util';

/** Characters of a stream that are kept at its start, and again at its end. */
const KEPT = 256 * 1024;

/** Characters of a line that a message shows. */
const LONGEST_LINE = 1_000;

/** What a launched program printed: the first and the last 256 Ki characters of each stream. */
export class Output {
  readonly #streams = { stdout: new Kept(), stderr: new Kept() };
  readonly #changed = new EventEmitter({ captureRejections: false }).setMaxListeners(0);
  #ended = false;

  append(stream: 'stdout' | 'stderr', text: string): void {
    this.#streams[stream].append(text);
    this.#changed.emit('change');
  }

  get stdout(): string {
    return this.#streams.stdout.text;
  }

  get stderr(): string {
    return this.#streams.stderr.text;
  }

  /** Both streams, line by line, without blank lines and without colours, which some loggers write into pipes too. */
  get lines(): string[] {
    return stripVTControlCharacters(`${this.stdout}\n${this.stderr}`)
      .split(/\r?\n|\r/)
      .filter((line) => line.trim() !== '');
  }

  /** The last lines, for a message. Of one that is too long only the length is told: a part could end in half a key. */
  tail(lines = 8): string {
    return this.lines
      .slice(-lines)
      .map((line) => (line.length > LONGEST_LINE ? `[a line of ${line.length} characters]` : line))
      .join('\n');
  }

  /** Says that nothing more will be appended: the program has ended. */
  end(): void {
    this.#ended = true;
    this.#changed.emit('change');
  }

  /**
   * Waits until some line satisfies `predicate`, and resolves with it; with undefined when the output ends without such
   * a line, or after `limitMs` milliseconds.
   */
  find(predicate: (line: string) => boolean, limitMs: number): Promise<string | undefined> {
    return new Promise((resolve) => {
      const settle = (line: string | undefined) => {
        clearTimeout(timer);
        this.#changed.off('change', look);
        resolve(line);
      };
      const look = () => {
        const found = this.lines.find(predicate);
        if (found !== undefined || this.#ended) settle(found);
      };
      const timer = setTimeout(() => settle(undefined), limitMs);
      this.#changed.on('change', look);
      look();
    });
  }
}

class Kept {
  #head = '';
  #tail = '';
  #dropped = 0;

  append(text: string): void {
    const room = KEPT - this.#head.length;
    this.#head += text.slice(0, room);
    this.#tail += text.slice(Math.max(room, 0));
    if (this.#tail.length > 2 * KEPT) {
      this.#dropped += this.#tail.length - KEPT;
      this.#tail = this.#tail.slice(-KEPT);
    }
  }

  get text(): string {
    if (this.#dropped === 0) return this.#head + this.#tail;
    // Whole lines only: half a line could end in half a key.
    const head = this.#head.slice(0, this.#head.lastIndexOf('\n') + 1);
    const tail = this.#tail.includes('\n') ? this.#tail.slice(this.#tail.indexOf('\n') + 1) : '';
    return `${head}[about ${this.#dropped} characters left out]\n${tail}`;
  }
}
