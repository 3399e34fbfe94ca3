import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { atMost, type Figure, informative } from './measure.ts';
import { fileOf, KEY, ServerProcess } from './processes.ts';

/** The kinds of server, described by what they send. See bench/programs/hostile.mjs. */
const KINDS: Readonly<Record<string, string>> = {
  'one-byte-chunks': 'chunks of one byte without end',
  'interim-responses': '100,000 interim responses before each response',
  'large-bodies': 'bodies of 1 MB',
};

/** Memory and time of a run against servers that send far too much. Linux only: it reads /proc. */
export async function* memory(): AsyncGenerator<Figure> {
  for (const [kind, what] of Object.entries(KINDS)) {
    await using server = await ServerProcess.start(fileOf('bench/programs/hostile.mjs'), kind, KEY);
    const since = performance.now();
    const { peak, code } = await checked(server.url);
    yield atMost(`peak resident memory, ${what}`, 'MB', 300, peak);
    yield atMost(`time, ${what}`, 's', 60, (performance.now() - since) / 1_000);
    yield informative('exit code', String(code));
  }
}

async function checked(url: string): Promise<{ peak: number; code: number | null }> {
  const child = spawn(process.execPath, [fileOf('dist/cli.cjs'), '--url', url, '--profile', 'all'], {
    env: { PATH: process.env.PATH, PODFLARE_API_KEY: KEY },
    stdio: 'ignore',
  });
  const status = `/proc/${child.pid}/status`;
  let peak = 0;
  const watch = setInterval(() => {
    const text = existsSync(status) ? readFileSync(status, 'utf8') : '';
    peak = Math.max(peak, Number(/^VmHWM:\s+(\d+) kB$/m.exec(text)?.[1] ?? 0) / 1_024);
  }, 50);
  const [code] = (await once(child, 'close')) as [number | null];
  clearInterval(watch);
  return { peak, code };
}
