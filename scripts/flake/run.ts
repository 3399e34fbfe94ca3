import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { joinWords } from '../../src/base/shell.ts';
import type { Report } from '../../src/model/report.ts';
import { launch } from '../../test/support/launch.ts';
import type { Ended } from './compare.ts';

const cli = fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url));

/** Time limit of a run under load, in milliseconds. */
const LIMIT_MS = 15 * 60_000;

/** The ways to pass a target to the suite. */
export const FORMS = ['command', 'url'] as const;

export interface FlakeTarget {
  readonly name: string;
  readonly command: readonly string[];
  readonly form: (typeof FORMS)[number];
  /** Further arguments of the suite. */
  readonly args: readonly string[];
}

/** Runs the built suite once and writes its report to `file`. */
export async function runOnce(target: FlakeTarget, file: string, signal: AbortSignal): Promise<Ended> {
  const args = [...target.args, '--reporter', `json=${file}`];
  if (target.form === 'command') return await suite(['--command', joinWords(target.command), ...args], file, signal);
  const keys = ['pk_flake_0123456789abcdef', 'pk_flake_fedcba9876543210'];
  await using server = await launch(target.command, { PODFLARE_API_KEYS: keys.join(',') });
  const given = keys.flatMap((key) => ['--key', key]);
  return await suite(['--url', server.url, ...given, ...args], file, signal);
}

async function suite(args: readonly string[], file: string, signal: AbortSignal): Promise<Ended> {
  signal.throwIfAborted();
  // The run has its own process group. Otherwise Ctrl-C reaches it too, and a second signal ends it before its cleanup.
  const child = spawn(process.execPath, [cli, 'run', ...args], { stdio: ['ignore', 'ignore', 'pipe'], detached: true });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  // SIGTERM, so that the run stops the servers that it has launched.
  const end = () => child.kill('SIGTERM');
  signal.addEventListener('abort', end);
  const late = setTimeout(end, LIMIT_MS);
  try {
    const [exitCode] = (await once(child, 'close')) as [number | null];
    signal.throwIfAborted();
    return { exitCode, stderr, report: await reportOf(file) };
  } finally {
    clearTimeout(late);
    signal.removeEventListener('abort', end);
  }
}

async function reportOf(file: string): Promise<Report | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as Report);
}
