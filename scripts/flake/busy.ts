import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** Spins, and exits within a tenth of a second if its parent is gone, since a killed parent cannot stop it. */
const LOOP = `
while (process.ppid === ${process.pid}) for (const until = Date.now() + 100; Date.now() < until; );
`;

/** Processes that do nothing but use CPU time. */
export class BusyLoops implements AsyncDisposable {
  readonly #loops: readonly ChildProcess[];

  constructor(count: number) {
    this.#loops = Array.from({ length: count }, () => spawn(process.execPath, ['-e', LOOP], { stdio: 'ignore' }));
  }

  get pids(): readonly number[] {
    return this.#loops.flatMap(({ pid }) => pid ?? []);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const running = this.#loops.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
    await Promise.all(running.map((loop) => (loop.kill('SIGKILL') ? once(loop, 'exit') : undefined)));
  }
}
