import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { atMost, type Figure, quantile } from './measure.ts';
import { fileOf } from './processes.ts';

const ROUNDS = 5;

/**
 * The run is interrupted after this many launches. Normally several servers then run at the same time. If servers
 * ignore SIGTERM, the first one is enough, since a run waits for only one of them and kills the others.
 */
const STARTS = { several: 4, first: 1 };

/** Time limit for these launches, in milliseconds. */
const LIMIT_MS = 60_000;

/** The time from SIGTERM to the end of a run, for servers that exit on SIGTERM and for servers that ignore it. */
export async function* interrupt(): AsyncGenerator<Figure> {
  yield atMost('from SIGTERM to the end, servers that exit', 's', 3, await slowest([], STARTS.several));
  yield atMost(
    'from SIGTERM to the end, servers that ignore it',
    's',
    8,
    await slowest(['--mutant', 'sigterm-ignored'], STARTS.first),
  );
}

async function slowest(mockArgs: readonly string[], count: number): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) times.push(await secondsToEnd(mockArgs, count));
  return quantile(times, 1);
}

async function secondsToEnd(mockArgs: readonly string[], count: number): Promise<number> {
  const directory = await mkdtemp(join(tmpdir(), 'podflare-bench-'));
  const log = join(directory, 'starts');
  const server = [process.execPath, fileOf('dist/mock-main.js'), ...mockArgs].map((word) => `'${word}'`).join(' ');
  const words = ['--command', 'sh', '--arg=-c', `--arg=echo "$PODFLARE_HOSTD_ADDR" >>'${log}'; exec ${server}`];
  const child = spawn(process.execPath, [fileOf('dist/cli.cjs'), ...words], { stdio: 'ignore' });
  const ended = once(child, 'exit');
  try {
    const deadline = performance.now() + LIMIT_MS;
    // A server that is still starting always exits on SIGTERM, so wait until one serves.
    while ((await starts(log)).length < count || !(await anyServes((await starts(log)).slice(count - 1)))) {
      if (performance.now() > deadline || child.exitCode !== null) throw new Error('the run did not start its servers');
      await delay(5);
    }
    const since = performance.now();
    child.kill('SIGTERM');
    const [code] = await ended;
    if (code !== 143) throw new Error(`the run ended with ${code} instead of 143`);
    return (performance.now() - since) / 1_000;
  } finally {
    child.kill('SIGKILL');
    await rm(directory, { recursive: true });
  }
}

/** The addresses of the launched servers, in order. */
async function starts(log: string): Promise<string[]> {
  const text = await readFile(log, 'utf8').catch(() => '');
  return text.split('\n').slice(0, -1);
}

async function anyServes(addresses: readonly string[]): Promise<boolean> {
  const complete = addresses.filter((address) => /:\d+$/.test(address));
  const serves = complete.map((address) =>
    fetch(`http://${address}/v1/healthz`).then(
      ({ ok }) => ok,
      () => false,
    ),
  );
  return (await Promise.all(serves)).includes(true);
}
