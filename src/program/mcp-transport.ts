import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js';
import type { RunningProcess } from '../target/process.ts';

/** Reads a line of a server's stdout as a message; undefined when it is none. */
export type ReadMessage = (line: string) => JSONRPCMessage | undefined;

/** MCP over the stdin and stdout of a process: a message a line. */
export class ProcessTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: (message: JSONRPCMessage) => void;
  /** Lines of stdout that are no message. */
  readonly stray: string[] = [];
  readonly #read: ReadMessage;
  #running: RunningProcess | undefined;
  #open = '';

  constructor(read: ReadMessage) {
    this.#read = read;
  }

  /** Speaks to this process from now on. */
  attach(running: RunningProcess): void {
    this.#running = running;
    running.stdin?.on('error', () => {});
    void running.exited.then(() => this.onclose?.());
  }

  /** Takes what the process printed on stdout. */
  receive(text: string): void {
    const lines = (this.#open + text).split('\n');
    this.#open = lines.pop() ?? '';
    for (const line of lines) {
      if (line.trim() === '') continue;
      const message = this.#read(line);
      if (message) this.onmessage?.(message);
      else this.stray.push(line);
    }
  }

  async start(): Promise<void> {}

  async send(message: JSONRPCMessage): Promise<void> {
    this.#running?.stdin?.write(`${JSON.stringify(message)}\n`);
  }

  async close(): Promise<void> {}
}
