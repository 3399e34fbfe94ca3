import { type Listener, listenersAt } from './listeners.ts';

/**
 * What still listens where a server was launched that has ended: a process that left its group and its environment is
 * found by nothing else.
 */
export class Lingering {
  readonly #seen: { readonly port: number; readonly listener: Listener }[] = [];
  /** One line for each process that was there at the last look. */
  lines: readonly string[] = [];

  /** Looks at the port of a server that was stopped. Nothing was told to listen at port 0. */
  async look(port: number): Promise<void> {
    if (port === 0) return;
    for (const listener of await listenersAt(port)) this.#seen.push({ port, listener });
  }

  /** Looks once more at what was seen, of which some has been ended since. */
  async lookAgain(): Promise<void> {
    const now = await Promise.all(this.#seen.map(({ port }) => listenersAt(port)));
    const left = this.#seen.filter(({ listener }, i) => now[i]?.some(({ pid }) => pid === listener.pid));
    this.lines = [...new Set(left.map(lineOf))];
  }
}

function lineOf({ port, listener: { pid, name } }: { readonly port: number; readonly listener: Listener }): string {
  const who =
    pid === undefined ? 'a process of another user' : `process ${pid}${name === undefined ? '' : ` (${name})`}`;
  return `${who} still listens on port ${port}, where the run launched a server; it left its process group and environment, so stop it yourself`;
}
