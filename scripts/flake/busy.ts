import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** Spins, and looks ten times a second whether its parent still lives: one that was killed ends nothing. */
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
