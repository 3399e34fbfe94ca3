import { checkFleet, type FleetMember } from '../api/check-fleet.ts';
import { commandLine } from '../api/options/caller.ts';
import { keyProblem } from '../api/options/key-problem.ts';
import type { FleetProperties } from '../api/options/properties.ts';
import { UsageError } from '../base/errors.ts';
import { readInputText } from '../base/input-file.ts';
import type { Secrets } from '../base/secrets.ts';
import { type Listed, parseTargets } from '../fleet/targets.ts';
import { FLEET } from '../report/names.ts';
import { specSentence } from '../report/render/summary.ts';
import type { Arguments } from './arguments.ts';
import { readKeyFile, split } from './inputs/keys.ts';
import { Interrupted, interruption } from './interrupt.ts';
import { prepareFiles, removeReports } from './output/deliver.ts';
import { say, stderr } from './output/output.ts';
import { progressLine } from './output/progress.ts';
import { filesOf, parseReporters, type Reporter, writeFleet } from './output/reporters.ts';

/** Checks the hostds of `--targets`. Resolves with the exit code. */
export async function checkTargets(given: Arguments, secrets: Secrets): Promise<number> {
  const single = given.options.find(({ fleet }) => fleet === undefined);
  if (single) throw new UsageError(`${commandLine.nameOf(single)} is for a single target, but --targets lists many`);
  const options: FleetProperties = given.properties('run');
  const reporters = parseReporters(given, { alwaysOnStdout: true });
  requireFleetReporters(reporters);
  const listed = await readTargets(given.text('targets') ?? '');
  const targets: FleetMember[] = [];
  for (const { url, expect, ...entry } of listed) {
    const keys = await keysOf(entry);
    for (const key of keys) secrets.add(key, '<key>');
    targets.push({ url, expect, keys });
  }
  await prepareFiles(filesOf(reporters));
  await removeReports(filesOf(reporters));

  const progress = progressLine(stderr(), 'targets');
  const { signal, over } = interruption(() => {
    progress.clear();
    say(`podflare-conformance: interrupted after ${progress.text}`);
  });
  try {
    const found = await checkFleet({ ...options, targets, signal, onTarget: progress.update });
    over();
    progress.end();
    if (found.spec) say(`podflare-conformance: ${specSentence(found.spec)}`);
    await writeFleet(reporters, found);
    return found.exitCode;
  } catch (error) {
    if (error instanceof Interrupted) return error.exitCode;
    throw error;
  } finally {
    progress.end();
  }
}

/** Throws UsageError when a reporter cannot render a fleet. */
export function requireFleetReporters(reporters: readonly Reporter[]): void {
  const lonely = reporters.find(({ name }) => !FLEET.includes(name));
  if (lonely)
    throw new UsageError(`--reporter ${lonely.name} renders a single run; for many targets, use ${FLEET.join(', ')}`);
}

async function readTargets(file: string): Promise<readonly Listed[]> {
  const text = await readInputText({ path: file, name: `the targets ${file}` });
  return parseTargets(text, file);
}

async function keysOf({ key, place }: Pick<Listed, 'key' | 'place'>): Promise<string[]> {
  if (!key) return [];
  const keys = await keysAt(key, place);
  for (const [i, given] of keys.entries()) {
    const problem = keyProblem(given);
    if (problem !== undefined) throw new UsageError(`${place}: key ${i + 1} ${problem}`);
  }
  return keys;
}

async function keysAt(key: NonNullable<Listed['key']>, place: string): Promise<string[]> {
  if ('env' in key) {
    const keys = split(Object.hasOwn(process.env, key.env) ? (process.env[key.env] ?? '') : '');
    if (keys.length === 0) throw new UsageError(`${place}: the variable ${key.env} is not set or contains no key`);
    return keys;
  }
  return await readKeyFile(key.file).catch((error: Error) => {
    throw new UsageError(`${place}: ${error.message}`);
  });
}
