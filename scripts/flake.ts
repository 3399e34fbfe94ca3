/**
 * Repeats runs of the suite while other processes keep the CPU busy, and reports each run whose exit code or verdicts
 * differ from those of a first run on the quiet machine: `npm run flake -- [options] [-- arguments of the suite]`.
 *
 * - `--runs N` runs of the mock in each form, by command and by URL; default 21
 * - `--servers N` runs of each server of test/servers in each form; default 0
 * - `--target NAME` only this target, such as `mock` or `go`; may be repeated
 * - `--command CMD` runs this server instead, by command, `--runs` times
 * - `--loops N` busy processes; default 6
 * - `--parallel N` runs at the same time; default 2
 * - `--seed N` the seed of every run; default: a random one, which is printed
 *
 * The exit code is 1 if a run deviates or a first run is not green, and 2 for invalid arguments. The reports of such
 * runs are kept in node_modules/.cache/flake. Needs dist/ (`npm run build:js`).
 */
import { mkdir, rm } from 'node:fs/promises';
import { constants } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import pLimit from 'p-limit';
import { splitCommand } from '../src/base/shell.ts';
import { prepare, servers } from '../test/servers/servers.ts';
import { BusyLoops } from './flake/busy.ts';
import { type Deviation, deviation } from './flake/compare.ts';
import { type FlakeTarget, FORMS, runOnce } from './flake/run.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const folder = join(root, 'node_modules/.cache/flake', String(process.pid));

interface Options {
  readonly runs: number;
  readonly servers: number;
  readonly names: readonly string[];
  readonly command: string | undefined;
  readonly loops: number;
  readonly parallel: number;
  readonly seed: string;
  readonly suite: readonly string[];
}

function optionsOf(argv: readonly string[]): Options {
  const cut = argv.includes('--') ? argv.indexOf('--') : argv.length;
  const { values } = parseArgs({
    args: argv.slice(0, cut),
    options: {
      runs: { type: 'string', default: '21' },
      servers: { type: 'string', default: '0' },
      target: { type: 'string', multiple: true, default: [] },
      command: { type: 'string' },
      loops: { type: 'string', default: '6' },
      parallel: { type: 'string', default: '2' },
      seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
    },
  });
  const count = (name: 'runs' | 'servers' | 'loops' | 'parallel', least: number) => {
    const number = Number(values[name]);
    if (Number.isInteger(number) && number >= least && number <= 10_000) return number;
    throw new Error(`--${name} is a whole number from ${least} to 10000, not "${values[name]}"`);
  };
  return {
    runs: count('runs', 1),
    servers: count('servers', 0),
    names: values.target,
    command: values.command,
    loops: count('loops', 0),
    parallel: count('parallel', 1),
    seed: values.seed,
    suite: argv.slice(cut + 1),
  };
}

/** A target and the number of its runs. */
interface Row {
  readonly target: FlakeTarget;
  readonly runs: number;
  readonly deviations: Deviation[];
  done: number;
}

async function rowsOf({ runs, servers: repeats, names, command, seed, suite }: Options): Promise<Row[]> {
  const row = (target: FlakeTarget, times: number): Row => ({ target, runs: times, deviations: [], done: 0 });
  const args = ['--seed', seed, ...suite];
  if (command !== undefined)
    return [row({ name: 'the command', command: splitCommand(command), form: 'command', args }, runs)];
  const known = ['mock', ...servers.map(({ name }) => name)];
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Error(`there is no target "${unknown}": ${known.join(', ')}`);
  const wanted = (name: string) => names.length === 0 || names.includes(name);
  const mock = { name: 'mock', command: [process.execPath, join(root, 'dist/mock-main.js')] };
  const rows = wanted('mock')
    ? FORMS.map((form) => row({ ...mock, form, args: ['--profile', 'all', ...args] }, runs))
    : [];
  const times = repeats === 0 && names.length > 0 ? runs : repeats;
  for (const server of servers) {
    if (!wanted(server.name) || times === 0) continue;
    const prepared = await prepare(server);
    if ('skip' in prepared) console.log(`${server.name}: skipped, ${prepared.skip}`);
    else for (const form of FORMS) rows.push(row({ name: server.name, command: prepared.command, form, args }, times));
  }
  return rows;
}

/** Runs each target once on the quiet machine, as the baseline, and then as often as its row says. */
async function flake(options: Options, signal: AbortSignal, rows: readonly Row[]): Promise<void> {
  const fileOf = ({ target }: Row, name: string) =>
    join(folder, `${target.name}-${target.form}-${name}.json`.replaceAll(' ', '-'));
  const run = (row: Row, name: string) => runOnce(row.target, fileOf(row, name), signal);
  const found = (row: Row, name: string, deviation: Deviation) => {
    row.deviations.push(deviation);
    console.log(`${row.target.name} by ${row.target.form}, ${name}:\n  ${deviation.lines.join('\n  ')}`);
  };
  const baselines = new Map<Row, Awaited<ReturnType<typeof run>>>();
  for (const row of rows) {
    const quiet = await run(row, 'quiet');
    baselines.set(row, quiet);
    if (quiet.exitCode !== 0) {
      const why = quiet.stderr.trimEnd() || 'see its report';
      found(row, 'the quiet run', { checks: [], lines: [`exit code ${quiet.exitCode}: ${why}`] });
    }
  }
  await using _loops = new BusyLoops(options.loops);
  const limit = pLimit(options.parallel);
  const work = rows.flatMap((row) =>
    Array.from({ length: row.runs }, (_, i) =>
      limit(async () => {
        const name = `run ${i + 1}`;
        const ended = await run(row, name);
        const baseline = baselines.get(row);
        const differs = baseline && deviation(baseline, ended);
        if (differs) found(row, name, differs);
        else await rm(fileOf(row, name), { force: true });
        row.done += 1;
      }),
    ),
  );
  await Promise.allSettled(work);
  await Promise.all(work);
}

function table(rows: readonly Row[]): string {
  const lines = rows.map(({ target, deviations, done }) => [
    `${target.name} by ${target.form}`,
    String(done),
    String(deviations.length),
    [...new Set(deviations.flatMap(({ checks }) => checks))].join(' '),
  ]);
  const all = [['target', 'runs', 'deviating', 'checks that deviated'], ...lines];
  const widths = [0, 1, 2].map((column) => Math.max(...all.map((cells) => cells[column]?.length ?? 0)));
  return all
    .map((cells) =>
      cells
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

async function main(): Promise<number> {
  const controller = new AbortController();
  let interrupted = 0;
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(name, () => {
      interrupted ||= 128 + constants.signals[name];
      controller.abort();
    });
  let options: Options;
  let rows: Row[];
  try {
    options = optionsOf(process.argv.slice(2));
    rows = await rowsOf(options);
  } catch (error) {
    console.error(`flake: ${(error as Error).message}`);
    return 2;
  }
  await mkdir(folder, { recursive: true });
  console.log(`seed ${options.seed}, ${options.loops} busy loops, ${options.parallel} runs at a time`);
  const since = performance.now();
  try {
    await flake(options, controller.signal, rows);
  } catch (error) {
    if (interrupted === 0) throw error;
  }
  console.log(`\n${table(rows)}\n${Math.round((performance.now() - since) / 1000)} s`);
  if (interrupted > 0) return interrupted;
  const deviating = rows.some(({ deviations }) => deviations.length > 0);
  if (deviating) console.log(`reports: ${folder}`);
  else await rm(folder, { recursive: true });
  return deviating ? 1 : 0;
}

process.exitCode = await main();
