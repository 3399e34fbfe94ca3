import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from '../src/model/report.ts';
import { prepare, servers } from '../test/servers/servers.ts';
import { type Figure, format, informative, median } from './measure.ts';
import { fileOf, timed } from './processes.ts';

/** The duration of runs that launch a hostd in every configuration, and how well the launches overlap. */
export async function* command(): AsyncGenerator<Figure> {
  yield* startingEach('the mock', [process.execPath, fileOf('dist/mock-main.js')]);
  const compiled = servers.find(({ name }) => name === 'rust-std');
  const prepared = compiled && (await prepare(compiled));
  if (prepared && 'command' in prepared) yield* startingEach('a compiled hostd', prepared.command);
  else yield informative('a compiled hostd', prepared?.skip ?? 'there is none');
}

async function* startingEach(name: string, words: readonly string[]): AsyncGenerator<Figure> {
  const directory = await mkdtemp(join(tmpdir(), 'podflare-bench-'));
  const file = join(directory, 'report.json');
  const line = words.map((word) => `'${word}'`).join(' ');
  try {
    const runs: { wall: number; report: Report }[] = [];
    for (let round = 0; round < 3; round += 1) {
      const wall = await timed(fileOf('dist/cli.cjs'), '--command', line, '--reporter', `json=${file}`);
      runs.push({ wall, report: JSON.parse(await readFile(file, 'utf8')) });
    }
    const wall = median(runs.map((run) => run.wall));
    const starts = median(runs.map(({ report }) => report.launches.reduce((sum, { startMs }) => sum + startMs, 0)));
    const { launches = [], summary } = runs[0]?.report ?? {};
    yield informative(name, `${launches.length} launches, ${summary?.requests} requests`);
    yield informative('  wall time', `${format(wall)} ms (${runs.map((run) => format(run.wall)).join(', ')})`);
    yield informative('  sum of the start times', `${format(starts)} ms, ${format(starts / wall)} of the wall time`);
  } finally {
    await rm(directory, { recursive: true });
  }
}
