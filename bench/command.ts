import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from '../src/model.ts';
import { type Figure, format, informative, median } from './measure.ts';
import { fileOf, timed } from './processes.ts';

/** A run that starts the mock itself in every configuration: how long, and how well the starts overlap. */
export async function* command(): AsyncGenerator<Figure> {
  const directory = await mkdtemp(join(tmpdir(), 'podflare-bench-'));
  try {
    const file = join(directory, 'report.json');
    const walls: number[] = [];
    const sums: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      walls.push(
        await timed(
          fileOf('dist/cli.cjs'),
          '--command',
          `'${process.execPath}' '${fileOf('dist/mock-main.js')}'`,
          '--reporter',
          `json=${file}`,
        ),
      );
      const { launches, summary }: Report = JSON.parse(await readFile(file, 'utf8'));
      sums.push(launches.reduce((sum, { startMs }) => sum + startMs, 0));
      if (round === 0) yield informative('core profile', `${launches.length} starts, ${summary.requests} requests`);
    }
    const [wall, sum] = [median(walls), median(sums)];
    yield informative('wall time', `${format(wall)} ms (${walls.map(format).join(', ')})`);
    yield informative('starts, one after the other', `${format(sum)} ms, ${format(sum / wall)} of the wall time`);
  } finally {
    await rm(directory, { recursive: true });
  }
}
