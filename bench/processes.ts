import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The absolute path of a file of this package. */
export function fileOf(path: string): string {
  return fileURLToPath(new URL(`../${path}`, import.meta.url));
}

/** The key that every server of the benchmark accepts. */
export const KEY = 'pk_bench_0123456789abcdef';

const children = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));

/** Runs node. Resolves to the duration in milliseconds. Throws after a minute, or if the exit code is not 0. */
export async function timed(...args: readonly string[]): Promise<number> {
  const start = performance.now();
  const child = node(args, ['ignore', 'ignore', 'pipe']);
  const deadline = setTimeout(() => child.kill('SIGKILL'), 60_000);
  let stderr = '';
  child.stderr?.on('data', (chunk) => {
    stderr += chunk;
  });
  const [code, signal] = await once(child, 'close');
  clearTimeout(deadline);
  if (code !== 0) throw new Error(`node ${args.join(' ')} ended with ${code ?? signal}\n${stderr.slice(-2_000)}`);
  return performance.now() - start;
}

/** A server in its own process, on a free port of 127.0.0.1. */
export class ServerProcess implements AsyncDisposable {
  readonly port: number;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.port = port;
  }

  /** Starts a node program as a hostd. Resolves when the program prints its URL, and throws if it exits before that. */
  static async start(...args: readonly string[]): Promise<ServerProcess> {
    const child = node(args, ['ignore', 'pipe', 'ignore']);
    let text = '';
    for await (const chunk of child.stdout ?? []) {
      text += chunk;
      const port = /http:\/\/127\.0\.0\.1:(\d+)\n/.exec(text)?.[1];
      if (port !== undefined) return new ServerProcess(child, Number(port));
    }
    throw new Error(`node ${args.join(' ')} did not listen: ${text}`);
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** User and system CPU time of all threads so far, in milliseconds. Linux only: it reads /proc. */
  cpu(): number {
    const threads = `/proc/${this.#child.pid}/task`;
    const nanoseconds = readdirSync(threads).map((thread) =>
      Number(readFileSync(`${threads}/${thread}/schedstat`, 'utf8').split(' ')[0]),
    );
    return nanoseconds.reduce((sum, spent) => sum + spent, 0) / 1e6;
  }

  /** Resident memory in MB of 2^20 bytes. Linux only. */
  memory(): number {
    const status = readFileSync(`/proc/${this.#child.pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1_024;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const closed = once(this.#child, 'close');
    this.#child.kill('SIGKILL');
    await closed;
  }
}

function node(args: readonly string[], stdio: ('ignore' | 'pipe')[]): ChildProcess {
  const env = { PATH: process.env.PATH, PODFLARE_API_KEYS: KEY, PODFLARE_HOSTD_ADDR: '127.0.0.1:0' };
  const child = spawn(process.execPath, [...args], { env, stdio });
  children.add(child);
  child.once('close', () => children.delete(child));
  return child;
}
