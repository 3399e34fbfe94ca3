import { type Listener, listenersAt } from './listeners.ts';

/**
 * Finds processes that still listen on the port of a stopped server. There is no other way to find a process that left
 * its process group and cleared its environment.
 */
export class Lingering {
  readonly #seen: { readonly port: number; readonly listener: Listener }[] = [];
  /** One line for each process found at the last look. */
  lines: readonly string[] = [];

  /** Looks at the port of a stopped server. Port 0 is ignored. */
  async look(port: number): Promise<void> {
    if (port === 0) return;
    for (const listener of await listenersAt(port)) this.#seen.push({ port, listener });
  }

  /** Looks again at the processes found earlier, since some may have exited. */
  async lookAgain(): Promise<void> {
    const now = await Promise.all(this.#seen.map(({ port }) => listenersAt(port)));
    const left = this.#seen.filter(({ listener }, i) => now[i]?.some(({ pid }) => pid === listener.pid));
    this.lines = [...new Set(left.map(lineOf))];
  }
}

function lineOf({ port, listener: { pid, name } }: { readonly port: number; readonly listener: Listener }): string {
  const who =
    pid === undefined ? 'a process of another user' : `process ${pid}${name === undefined ? '' : ` (${name})`}`;
  return `${who} still listens on port ${port}, where the run launched a server; it left its process group and cleared its environment, so stop it yourself`;
}
