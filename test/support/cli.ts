import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command line in a folder, with no variables of its own besides PATH and those given. */
export function start(
  args: readonly string[],
  cwd: string,
  {
    env = {},
    node = process.execPath,
    program = [CLI],
  }: { env?: Readonly<Record<string, string>>; node?: string; program?: readonly string[] } = {},
): Promise<Ended> {
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
  return new Promise((resolve, reject) =>
    child.once('error', reject).once('close', (code) => resolve({ code, ...read })),
  );
}
