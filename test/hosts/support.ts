import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Ended, runCli } from '../support/cli.ts';

const MARK = 'CONFORMANCE_TEST_MARK';
export const mock = fileURLToPath(new URL('../../dist/mock-main.js', import.meta.url));

/** A folder of programs to launch, and their remaining processes. */
export class Workshop {
  readonly folder: string;
  /** A variable that marks all launched processes. */
  readonly mark = { [MARK]: randomUUID() };

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async open(): Promise<Workshop> {
    return new Workshop(await mkdtemp(join(tmpdir(), 'targets-')));
  }

  /** Writes a program; the command that runs it. */
  async program(name: string, source: string, mode = 0o755): Promise<string> {
    const file = join(this.folder, name);
    await writeFile(file, source);
    await chmod(file, mode);
    return file;
  }

  /** Runs the command line in the folder. All processes that it launches carry the mark. */
  run(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ended> {
    return this.bare([...args, '--env', `${MARK}=${this.mark[MARK]}`], env);
  }

  /** Runs the command line here with these arguments and no others. */
  bare(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
    return runCli(args, { cwd: this.folder, env });
  }

  /** Ids of the processes with the mark. Empty on systems without /proc. */
  async left(): Promise<number[]> {
    const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
    const mark = `${MARK}=${this.mark[MARK]}`;
    const found = await Promise.all(
      pids.map(async (pid) => {
        const environ = await readFile(`/proc/${pid}/environ`, 'latin1').catch(() => '');
        return environ.split('\0').includes(mark);
      }),
    );
    return pids.filter((_, i) => found[i]).map(Number);
  }

  /** Resolves when no process with the mark is left. */
  async empty(): Promise<void> {
    while ((await this.left()).length > 0) await new Promise((resolve) => setImmediate(resolve));
  }

  /** Kills the processes that a failed test left behind, and removes the folder. */
  async close(): Promise<void> {
    for (const pid of await this.left()) process.kill(pid, 'SIGKILL');
    await rm(this.folder, { recursive: true });
  }
}
