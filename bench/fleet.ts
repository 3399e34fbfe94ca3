import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { type Figure, format, informative } from './measure.ts';
import { fileOf, KEY } from './processes.ts';

const SMALL = 50;
const LARGE = 500;

/** What one run over a fleet took. */
interface Took {
  readonly ms: number;
  readonly maxRssKb: number;
  /** Length of its JSON. */
  readonly bytes: number;
  readonly exitCode: number;
}

/** A run over 50 and over 500 hostds, mocks of one other process, each at a port of its own. Takes some five minutes. */
export async function* fleet(): AsyncGenerator<Figure> {
  const small = await took(SMALL);
  const large = await took(LARGE);
  const each = (run: Took, count: number) => run.ms / count;
  yield informative('time for a target, of 50', `${format(each(small, SMALL))} ms`);
  const ratio = each(large, LARGE) / each(small, SMALL);
  yield {
    what: `time for a target, of ${LARGE}`,
    value: `${format(each(large, LARGE))} ms: ratio ${ratio.toFixed(2)}`,
    ...{ budget: 'at most 1.2', holds: ratio <= 1.2 },
  };
  const growth = (large.maxRssKb - small.maxRssKb) / (LARGE - SMALL);
  yield informative(
    'memory at most',
    `${format(small.maxRssKb / 1024)} MB of 50, ${format(large.maxRssKb / 1024)} MB of 500`,
  );
  yield {
    what: 'memory for one target more',
    value: `${format(growth)} kB`,
    budget: 'at most 100 kB',
    holds: growth <= 100,
  };
  yield informative('JSON for one target more', `${format((large.bytes - small.bytes) / (LARGE - SMALL) / 1024)} kB`);
}

async function took(count: number): Promise<Took> {
  const mocks = program('bench/programs/mocks.mjs', String(count), KEY);
  try {
    const urls = await firstLine(mocks);
    const run = program('bench/programs/fleet.mjs', KEY);
    run.stdin?.end(urls);
    if (!run.stdout) throw new Error('its output is not read');
    const result = JSON.parse(await text(run.stdout)) as Took;
    if (result.exitCode !== 0) throw new Error(`the mocks were found not conformant: exit code ${result.exitCode}`);
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
  let said = '';
  for await (const chunk of stdout?.iterator({ destroyOnReturn: false }) ?? []) {
    said += chunk;
    if (said.includes('\n')) break;
  }
  return said;
}
