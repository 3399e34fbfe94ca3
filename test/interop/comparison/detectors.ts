import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startHostd } from '../../../mock/adapters/hostd.ts';
import { findMutant } from '../../../mock/mutants.ts';
import type { Report } from '../../../src/model/report.ts';
import { cache, cli, finish, root } from './programs.ts';

const KEY = 'pk_comparison_0123456789abcdef';
const smoke = fileURLToPath(new URL('smoke.sh', import.meta.url));
const st = `${cache}/schemathesis-4.32.5/venv/bin/st`;

/** A tool's verdict on one server. */
export interface Found {
  /** Each thing that it complained of; empty when it was content. */
  readonly complaints: readonly string[];
  readonly requests: number;
}

/** Runs a tool against a mock on loopback with one key and at most one defect. */
async function against<T>(
  mutant: string | undefined,
  run: (url: string, sent: () => number) => Promise<T>,
): Promise<T> {
  const env = { PODFLARE_HOSTD_ADDR: '127.0.0.1:0', PODFLARE_API_KEYS: KEY };
  const quiet = { stdout: () => {}, stderr: () => {} };
  const hostd = await startHostd({ env, ...quiet, mutant: mutant === undefined ? undefined : findMutant(mutant) });
  try {
    return await run(`http://127.0.0.1:${hostd.address?.port}`, () => hostd.journal.count);
  } finally {
    hostd.kill();
  }
}

/** A script of four requests. */
export const curl = (mutant?: string): Promise<Found> =>
  against(mutant, async (url, sent) => {
    const { code } = await finish(smoke, [url, KEY]);
    return { complaints: code === 0 ? [] : ['an unexpected status'], requests: sent() };
  });

/**
 * Schemathesis with all its checks, openapi.yaml and a valid key, on the operations that Podflare's pages document.
 * Deterministic, five examples an operation. A complaint is the type of a failure and its operation.
 */
export const schemathesis = (mutant?: string): Promise<Found> =>
  against(mutant, async (url, sent) => {
    const folder = await mkdtemp(join(tmpdir(), 'comparison-'));
    const file = join(folder, 'report.json');
    const undocumented = '--exclude-tag ptys --exclude-tag spaces --exclude-operation-id replaySandbox';
    const phases = '--checks all --phases examples,coverage,stateful --max-examples 5 --generation-deterministic';
    const rest = '--request-timeout 5 --seed 1 --no-color --warnings off --report json';
    const options = `${undocumented} ${phases} ${rest}`.split(' ');
    const key = ['--header', `Authorization: Bearer ${KEY}`];
    const words = ['run', join(root, 'openapi.yaml'), '--url', url, ...key, ...options, '--report-json-path', file];
    // The tool keeps a cache in its working directory, which would affect the next run.
    const { code, output } = await finish(st, words, {}, folder);
    if (code > 1) throw new Error(`schemathesis ended with ${code}: ${output}`);
    const { failures, errors } = JSON.parse(await readFile(file, 'utf8')) as {
      failures: { type: string; operations: string[] }[];
      errors: { title: string }[];
    };
    await rm(folder, { recursive: true });
    const failed = failures.flatMap(({ type, operations }) => operations.map((operation) => `${type} ${operation}`));
    return { complaints: [...failed, ...errors.map(({ title }) => title)], requests: sent() };
  });

/** A run of this suite: the checks of rules that are broken or could not be judged, and the requests of its report. */
async function suite(args: readonly string[]): Promise<Found> {
  const words = [cli, ...args, '--reporter', 'json'];
  const { code, stdout, output } = await finish(process.execPath, words, { PODFLARE_API_KEY: KEY });
  if (code > 1) throw new Error(`podflare-conformance ended with ${code}: ${output}`);
  const { checks, summary } = JSON.parse(stdout) as Report;
  const complaints = checks.filter(({ outcome }) => ['fail', 'warn', 'untestable'].includes(outcome));
  return { complaints: complaints.map(({ id }) => id), requests: summary.requests };
}

/** This suite, with a server that runs; `options` are more words of the command line. */
export function byUrl(mutant?: string, ...options: string[]): Promise<Found> {
  return against(mutant, (url) => suite(['--url', url, ...options]));
}

/** This suite, with a program that it starts. */
export function byCommand(mutant?: string, ...options: string[]): Promise<Found> {
  const words = [process.execPath, join(root, 'dist/mock-main.js'), ...(mutant ? ['--mutant', mutant] : [])];
  return suite(['--command', words.map((word) => `'${word}'`).join(' '), ...options]);
}
