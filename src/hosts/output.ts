import { EventEmitter } from 'node:events';
import { stripVTControlCharacters } from 'node:util';
import { Arrivals, shown } from './arrivals.ts';
import { fromCrash } from './crash.ts';

/** Characters of a stream that are kept from its start, and as many from its end. */
const KEPT = 256 * 1024;

/** What a launched program printed: the first and the last 256 Ki characters of each stream. */
export class Output {
  readonly #streams = { stdout: new Kept(), stderr: new Kept() };
  readonly #arrivals = new Arrivals();
  readonly #changed = new EventEmitter({ captureRejections: false }).setMaxListeners(0);
  #ended = false;

  append(stream: 'stdout' | 'stderr', text: string): void {
    this.#streams[stream].append(text);
    this.#arrivals.append(stream, text);
    this.#changed.emit('change');
  }

  get stdout(): string {
    return this.#streams.stdout.text;
  }

  get stderr(): string {
    return this.#streams.stderr.text;
  }

  /** The lines of both streams, without empty lines and without colours, which some loggers write even to a pipe. */
  get lines(): string[] {
    return linesOf(`${this.stdout}\n${this.stderr}`);
  }

  /**
   * Lines for a message: the last lines of both streams, in the order of their arrival. If a crash message is not among
   * them, the first half of the lines starts with that message.
   */
  tail(lines = 8): string {
    const last = this.#arrivals.lines.slice(-lines);
    const crash = fromCrash(linesOf(this.stderr)) ?? fromCrash(linesOf(this.stdout));
    const [message] = crash ?? [];
    if (!crash || message === undefined || last.includes(message)) return last.join('\n');
    const head = crash.slice(0, Math.ceil(lines / 2)).map((line) => shown(line));
    return [...head, ...last.slice(head.length - lines)].join('\n');
  }

  /** Marks the output as complete, because the program has ended. */
  end(): void {
    this.#ended = true;
    this.#changed.emit('change');
  }

  /**
   * Resolves to the first line that satisfies `predicate`, or to undefined when the output ends without one or
   * `limitMs` milliseconds are over.
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

function linesOf(text: string): string[] {
  return stripVTControlCharacters(text)
    .split(/\r?\n|\r/)
    .filter((line) => line.trim() !== '');
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
    // Keep whole lines only. A partial line could end in a part of a key.
    const head = this.#head.slice(0, this.#head.lastIndexOf('\n') + 1);
    const tail = this.#tail.includes('\n') ? this.#tail.slice(this.#tail.indexOf('\n') + 1) : '';
    return `${head}[about ${this.#dropped} characters left out]\n${tail}`;
  }
}
