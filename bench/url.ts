import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHostd } from '../mock/adapters/hostd.ts';
import type { JournalEntry } from '../mock/state/journal-entry.ts';
import { alternate, type Figure, informative, ratioAtMost } from './measure.ts';
import { fileOf, KEY, ServerProcess, timed } from './processes.ts';

const CONCURRENCY = 8;

/** The duration of a run against a running hostd, with process start, compared to a bare replay of its requests. */
export async function* url(): AsyncGenerator<Figure> {
  const directory = await mkdtemp(join(tmpdir(), 'podflare-bench-'));
  try {
    const keyFile = join(directory, 'keys');
    await writeFile(keyFile, `${KEY}\n`);
    const check = (target: string): Promise<number> =>
      timed(
        ...[fileOf('dist/cli.cjs'), '--url', target, '--key-file', keyFile, '--concurrency', String(CONCURRENCY)],
        ...['--reporter', `json=${join(directory, 'report.json')}`],
      );
    const requests = await record(check);
    yield informative('core profile', `${requests.length} requests, ${CONCURRENCY} at a time`);
    const recording = join(directory, 'requests.json');
    await writeFile(recording, JSON.stringify(requests));

    await using server = await ServerProcess.start(fileOf('dist/mock-main.js'));
    const replay = () =>
      timed(fileOf('bench/programs/replay.mjs'), recording, String(server.port), String(CONCURRENCY));
    yield ratioAtMost('wall time', 'ms', 2, await alternate(11, () => check(server.url), replay));
  } finally {
    await rm(directory, { recursive: true });
  }
}

/** A request of the replay. The body is latin1 text. */
interface Recorded {
  readonly method: string;
  readonly target: string;
  readonly rawHeaders: readonly string[];
  readonly body: string;
}

/** Records the requests of a run, using the journal of a mock in this process. */
async function record(check: (target: string) => Promise<number>): Promise<Recorded[]> {
  const hostd = await startHostd({
    env: { PODFLARE_API_KEYS: KEY, PODFLARE_HOSTD_ADDR: '127.0.0.1:0' },
    stdout() {},
    stderr() {},
    journalCap: 100_000,
  });
  try {
    await check(`http://127.0.0.1:${hostd.address?.port}`);
    return hostd.journal.entries().map(recorded);
  } finally {
    hostd.kill();
    await hostd.exited;
  }
}

/** Converts a journal entry. A body that the mock did not store is replaced by one of the same length. */
function recorded({ method, target, rawHeaders, body }: JournalEntry): Recorded {
  const at = rawHeaders.findIndex((text, i) => i % 2 === 0 && text.toLowerCase() === 'content-length');
  const length = at < 0 ? 0 : Number(rawHeaders[at + 1]);
  const kept = body === undefined ? 'x'.repeat(length) : Buffer.from(body).toString('latin1');
  return { method, target, rawHeaders, body: kept };
}
