import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js';
import type { RunningProcess } from '../hosts/process/process.ts';
import { detached } from '../run/clip.ts';

/** Parses a line of a server's stdout. Returns undefined when the line is not a message. */
export type ReadMessage = (line: string) => JSONRPCMessage | undefined;

/** Maximum length of a line of stdout. A longer line is not a message. */
const LINE_LIMIT = 16 * 1024 ** 2;

/** How many lines that are not messages a transport keeps, and how many characters of each. */
const STRAY_LINES = 10;
const STRAY_CHARACTERS = 32 * 1024;

/** MCP over the stdin and stdout of a process, one message per line, in bounded memory. */
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

  /** The first lines of stdout that are not messages, clipped. */
  get stray(): readonly string[] {
    return this.#stray;
  }

  /** Sends to this process from now on. */
  attach(running: RunningProcess): void {
    this.#running = running;
    running.stdin?.on('error', () => {});
    void running.exited.then(() => this.onclose?.());
  }

  /** Receives output of the process on stdout. */
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
    if (this.#stray.length < STRAY_LINES) this.#stray.push(detached(line.slice(0, STRAY_CHARACTERS)));
  }
}
