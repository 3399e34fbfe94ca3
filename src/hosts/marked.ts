import { readdirSync, readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';

/** How often all processes are scanned. The next scan finds processes that were forked during the last one. */
const LOOKS = 5;

/** Kills the processes with this `NAME=VALUE` in their environment. Linux only: it reads /proc. */
export async function killMarked(variable: string): Promise<void> {
  for (let look = 0; look < LOOKS; look += 1) {
    const pids = (await readdir('/proc').catch(() => [])).filter(isPid);
    const killed = await Promise.all(
      pids.map(async (pid) => {
        const environ = await readFile(`/proc/${pid}/environ`, 'latin1').catch(() => '');
        return environ.split('\0').includes(variable) && kill(Number(pid));
      }),
    );
    if (!killed.some(Boolean)) return;
  }
}

/** Like `killMarked`, but synchronous, for the exit of this process. */
export function killMarkedNow(variable: string): void {
  for (let look = 0; look < LOOKS; look += 1) {
    const killed = attempt(() => readdirSync('/proc'), [])
      .filter(isPid)
      .filter((pid) =>
        attempt(() => readFileSync(`/proc/${pid}/environ`, 'latin1'), '')
          .split('\0')
          .includes(variable),
      )
      .filter((pid) => kill(Number(pid)));
    if (killed.length === 0) return;
  }
}

/** Kills a process, or a process group if `id` is negative. Returns false if it has already exited. */
export function kill(id: number): boolean {
  return attempt(() => process.kill(id, 'SIGKILL'), false);
}

function isPid(name: string): boolean {
  return /^\d+$/.test(name);
}

function attempt<T>(action: () => T, otherwise: T): T {
  try {
    return action();
  } catch {
    return otherwise;
  }
}
