import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** The built command line program. */
export const CLI = fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly cwd?: string;
  /** Variables besides PATH. The environment of the test is not passed on. */
  readonly env?: NodeJS.ProcessEnv;
  /** The Node that runs it. */
  readonly node?: string;
  /** What Node runs instead of the built command line program. */
  readonly program?: readonly string[];
}

export interface StartedCli {
  readonly child: ChildProcess;
  /** The output so far. */
  readonly read: { stdout: string; stderr: string };
  readonly ended: Promise<Ended>;
}

/** Runs the command line program to its end. Resolves whatever its exit code is. */
export function runCli(args: readonly string[], options?: CliOptions): Promise<Ended> {
  return spawnCli(args, options).ended;
}

/** Starts the command line program, and kills it when the test ends. */
export function startCli(args: readonly string[], options?: CliOptions): StartedCli {
  const started = spawnCli(args, options);
  onTestFinished(() => void started.child.kill('SIGKILL'));
  return started;
}

function spawnCli(
  args: readonly string[],
  { cwd, env = {}, node = process.execPath, program = [CLI] }: CliOptions = {},
): StartedCli {
  const child = spawn(node, [...program, ...args], {
    cwd,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const read = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      read[name] += text;
    });
  const ended = once(child, 'close').then(([code]): Ended => ({ code: code as number | null, ...read }));
  return { child, read, ended };
}
