import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { type Figure, format, informative } from './measure.ts';
import { fileOf, KEY } from './processes.ts';

const SMALL = 50;
const LARGE = 500;

/** The cost of one run over a fleet. */
interface Cost {
  readonly ms: number;
  readonly maxRssKb: number;
  /** Length of the JSON report. */
  readonly bytes: number;
  readonly exitCode: number;
}

/** Runs over 50 and over 500 hostds: mocks in another process, each on its own port. Takes about five minutes. */
export async function* fleet(): AsyncGenerator<Figure> {
  const small = await measure(SMALL);
  const large = await measure(LARGE);
  const each = (run: Cost, count: number) => run.ms / count;
  yield informative('time for each of 50 targets', `${format(each(small, SMALL))} ms`);
  const ratio = each(large, LARGE) / each(small, SMALL);
  yield {
    what: `time for each of ${LARGE} targets`,
    value: `${format(each(large, LARGE))} ms: ratio ${ratio.toFixed(2)}`,
    ...{ budget: 'at most 1.2', holds: ratio <= 1.2 },
  };
  const growth = (large.maxRssKb - small.maxRssKb) / (LARGE - SMALL);
  yield informative(
    'peak memory',
    `${format(small.maxRssKb / 1024)} MB for 50 targets, ${format(large.maxRssKb / 1024)} MB for 500`,
  );
  yield {
    what: 'memory for each further target',
    value: `${format(growth)} kB`,
    budget: 'at most 100 kB',
    holds: growth <= 100,
  };
  yield informative(
    'JSON for each further target',
    `${format((large.bytes - small.bytes) / (LARGE - SMALL) / 1024)} kB`,
  );
}

async function measure(count: number): Promise<Cost> {
  const mocks = program('bench/programs/mocks.mjs', String(count), KEY);
  try {
    const urls = await firstLine(mocks);
    const run = program('bench/programs/fleet.mjs', KEY);
    run.stdin?.end(urls);
    if (!run.stdout) throw new Error('the run has no stdout');
    const result = JSON.parse(await text(run.stdout)) as Cost;
    if (result.exitCode !== 0) throw new Error(`the mocks are not conformant: exit code ${result.exitCode}`);
    return result;
  } finally {
    mocks.stdin?.end();
    await once(mocks, 'close');
  }
}

function program(file: string, ...args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [fileOf(file), ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
}

async function firstLine({ stdout }: ChildProcess): Promise<string> {
  let output = '';
  for await (const chunk of stdout?.iterator({ destroyOnReturn: false }) ?? []) {
    output += chunk;
    if (output.includes('\n')) break;
  }
  return output;
}
