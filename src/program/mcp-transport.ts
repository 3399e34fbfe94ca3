import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js';
import type { RunningProcess } from '../hosts/process/process.ts';

/** Reads a line of a server's stdout as a message; undefined when it is none. */
export type ReadMessage = (line: string) => JSONRPCMessage | undefined;

/** Characters of a line of stdout; a longer one is no message. */
const LINE_LIMIT = 16 * 1024 ** 2;

/** Lines that are no message of which a transport keeps the start, and how many characters of each. */
const STRAY_LINES = 10;
const STRAY_CHARACTERS = 32 * 1024;

/** MCP over the stdin and stdout of a process: a message a line. What it keeps is bounded, whatever is printed. */
export class ProcessTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: (message: JSONRPCMessage) => void;
  readonly #read: ReadMessage;
  readonly #stray: string[] = [];
  #running: RunningProcess | undefined;
  /** The pieces of a line whose end has not arrived. */
  #open: string[] = [];
  #length = 0;

  constructor(read: ReadMessage) {
    this.#read = read;
  }

  /** The start of the first lines of stdout that are no message. */
  get stray(): readonly string[] {
    return this.#stray;
  }

  /** Speaks to this process from now on. */
  attach(running: RunningProcess): void {
    this.#running = running;
    running.stdin?.on('error', () => {});
    void running.exited.then(() => this.onclose?.());
  }

  /** Takes what the process printed on stdout. */
  receive(text: string): void {
    let from = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      this.#append(text.slice(from, end));
      this.#endLine();
      from = end + 1;
    }
    this.#append(text.slice(from));
  }

  async start(): Promise<void> {}

  async send(message: JSONRPCMessage): Promise<void> {
    this.#running?.stdin?.write(`${JSON.stringify(message)}\n`);
  }

  async close(): Promise<void> {}

  #append(piece: string): void {
    const wasTooLong = this.#length > LINE_LIMIT;
    this.#length += piece.length;
    if (wasTooLong) return;
    this.#open.push(piece);
    if (this.#length <= LINE_LIMIT) return;
    this.#keepStray(this.#open.join(''));
    this.#open = [];
  }

  #endLine(): void {
    const line = this.#open.join('');
    this.#open = [];
    this.#length = 0;
    if (line.trim() === '') return;
    const message = this.#read(line);
    if (message) this.onmessage?.(message);
    else this.#keepStray(line);
  }

  #keepStray(line: string): void {
    if (this.#stray.length < STRAY_LINES) this.#stray.push(copied(line.slice(0, STRAY_CHARACTERS)));
  }
}

/** The same text in memory of its own: a slice keeps all of the text that it was cut from. */
function copied(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le');
}
