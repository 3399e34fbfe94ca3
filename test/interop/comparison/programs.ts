import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../../', import.meta.url));
export const cache = `${root}node_modules/.cache/interop`;
export const cli = `${root}dist/cli.cjs`;

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  /** stdout, then stderr. */
  readonly output: string;
}

/** Runs a program with PATH and these variables as its environment. Resolves for any exit code. */
export function finish(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  cwd = root,
): Promise<Ended> {
  const options = { cwd, env: { PATH: process.env.PATH, ...env }, maxBuffer: 1 << 28 };
  return new Promise((resolve, reject) =>
    execFile(program, args, options, (error, stdout, stderr) => {
      if (error && typeof error.code !== 'number') reject(error);
      else resolve({ code: Number(error?.code ?? 0), stdout, output: stdout + stderr });
    }),
  );
}
