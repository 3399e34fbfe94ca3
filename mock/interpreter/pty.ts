import { randomBytes } from 'node:crypto';
import { bytesOf, textOf, toBase64 } from './bytes.ts';
import { run } from './interpreter.ts';
import type { Machine } from './machine.ts';
import { isTurnOver, nextTurn } from './turns.ts';

/** An event in the stream of a terminal. */
export type PtyEvent =
  | { readonly type: 'pty_ready'; readonly session_id: string }
  | { readonly type: 'pty_data'; readonly data_b64: string }
  | { readonly type: 'pty_exit'; readonly data: number };

/** Bytes of output to keep for clients that attach later. A terminal keeps up to twice as many. */
const KEPT = 1 << 20;

/** Maximum bytes of input that the program has not read. */
const TYPED_AHEAD = 65_536;

/** Bytes of overhead for each event that is kept. */
const EVENT_BYTES = 64;

/** Exit code of a killed program, as a shell reports it. */
const KILLED = 137;

/**
 * A terminal in a sandbox. It echoes input and runs each line as bash, until `exit` or Ctrl-D. A command that is not a
 * shell runs once and ends the terminal.
 */
export class Pty {
  readonly id = `pty_${randomBytes(16).toString('hex')}`;
  readonly label: string;
  readonly createdAtMs = Date.now();
  exitCode: number | undefined;
  size: { readonly cols: number; readonly rows: number } | undefined;
  readonly #machine: Machine;
  readonly #stop = new AbortController();
  readonly #followers = new Set<() => void>();
  #events: PtyEvent[] = [];
  #dropped = 0;
  #bytes = 0;
  #line = '';
  #ahead = 0;
  #work: Promise<void> = Promise.resolve();

  constructor(machine: Machine, label: string) {
    this.#machine = machine;
    this.label = label;
    machine.onKill(() => this.kill());
    if (/^(\S*\/)?(ba)?sh(\s+-\w+)*$/.test(label)) this.#print('$ ');
    else this.#enqueue(() => this.#command(label, true));
  }

  /** Accepts all of the input or none. Returns false when the program would have more than 64 KiB of unread input. */
  write(bytes: Uint8Array): boolean {
    if (this.exitCode !== undefined) return true;
    if (this.#ahead + bytes.length > TYPED_AHEAD) return false;
    this.#ahead += bytes.length;
    for (const [keys] of textOf(bytes).matchAll(/[\x03\x04\r\n]|[^\x03\x04\r\n]+/g)) this.#keys(keys);
    this.#enqueue(async () => {
      this.#ahead -= bytes.length;
    });
    return true;
  }

  kill(): void {
    this.#stop.abort();
    this.#exit(KILLED);
  }

  /** Yields the kept output and new output until the terminal ends or `gone` aborts. */
  async *follow(gone: AbortSignal): AsyncGenerator<PtyEvent> {
    yield { type: 'pty_ready', session_id: this.id };
    for (let next = this.#dropped; !gone.aborted; ) {
      const event = this.#events[Math.max(next - this.#dropped, 0)];
      if (event) {
        next = Math.max(next, this.#dropped) + 1;
        yield event;
        if (event.type === 'pty_exit') return;
      } else await this.#nextEvent(gone);
    }
  }

  /** Handles one control character, or text without control characters. */
  #keys(text: string): void {
    if (text === '\x03') this.#print('^C\r\n$ ');
    else if (text === '\x04') this.#enqueue(async () => this.#exit(0));
    else if (text === '\r' || text === '\n') {
      const line = this.#line;
      this.#line = '';
      this.#print('\r\n');
      this.#enqueue(() => this.#command(line, false));
    } else {
      this.#line += text;
      this.#print(text);
    }
  }

  async #command(line: string, last: boolean): Promise<void> {
    const steps = run(this.#machine, 'bash', line, this.#stop.signal);
    let step = await steps.next();
    for (; !step.done; step = await steps.next()) {
      const { data } = step.value;
      this.#print(`${data}\r\n`);
      if (isTurnOver(data.length)) await nextTurn();
    }
    if (last || /^\s*exit\b/.test(line)) this.#exit(step.value);
    else this.#print('$ ');
  }

  /** Queues an action, so that input is handled in order. */
  #enqueue(action: () => Promise<void>): void {
    this.#work = this.#work.then(() => (this.exitCode === undefined ? action() : undefined)).catch(() => {});
  }

  #print(text: string): void {
    const bytes = bytesOf(text);
    this.#add({ type: 'pty_data', data_b64: toBase64(bytes) }, bytes.length);
  }

  #exit(code: number): void {
    if (this.exitCode !== undefined) return;
    this.exitCode = code;
    this.#add({ type: 'pty_exit', data: code }, 0);
  }

  #add(event: PtyEvent, size: number): void {
    if (this.#events.at(-1)?.type === 'pty_exit') return;
    this.#events.push(event);
    this.#bytes += size + EVENT_BYTES;
    if (this.#bytes > 2 * KEPT) this.#drop();
    for (const follower of this.#followers) follower();
  }

  /** Drops the oldest output, many events at once, because dropping one costs as much as dropping many. */
  #drop(): void {
    let count = 0;
    for (const event of this.#events) {
      if (this.#bytes <= KEPT || event.type !== 'pty_data') break;
      this.#bytes -= Math.floor((event.data_b64.replace(/=+$/, '').length * 3) / 4) + EVENT_BYTES;
      count += 1;
    }
    this.#events = this.#events.slice(count);
    this.#dropped += count;
  }

  #nextEvent(gone: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        this.#followers.delete(done);
        gone.removeEventListener('abort', done);
        resolve();
      };
      this.#followers.add(done);
      gone.addEventListener('abort', done);
      if (gone.aborted) done();
    });
  }
}
