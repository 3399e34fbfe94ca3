import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, describe, expect, test } from 'vitest';
import { startHostd } from '../../mock/adapters/hostd.ts';
import { findMutant, mutants } from '../../mock/mutants.ts';
import type { Check } from '../../src/checks/check.ts';
import { configurations } from '../../src/checks/configurations.ts';
import { urlTarget } from '../../src/hosts/url.ts';
import { printable } from '../../src/run/clip.ts';
import { checks } from '../../suites/index.ts';
import { runSuite } from '../support/run.ts';

const KEYS = ['pk_replay_0123456789abcdef', 'pk_replay_fedcba9876543210'] as const;
/** How many of the checks that find a mutant are replayed. */
const CHECKS = 2;

type Expect = 'enforced' | 'open';

interface Sample {
  readonly name: string;
  readonly expected: Expect;
  readonly found: readonly string[];
}

/** Every mutant that can be detected by URL, with the checks that detect it. */
const samples: readonly Sample[] = mutants.flatMap(({ name, fails }) => {
  for (const expected of ['enforced', 'open'] as const) {
    const found = checks.filter((check) => fails.includes(check.id) && showsByUrl(check, expected));
    if (found.length > 0) return [{ name, expected, found: found.slice(-CHECKS).map(({ id }) => id) }];
  }
  return [];
});

function showsByUrl({ on, needsLaunch, judgesStart, recorder }: Check, expected: Expect): boolean {
  if (on === 'launch' || needsLaunch || judgesStart || recorder === 'required') return false;
  return on.some((name) => configurations[name].mode === expected);
}

const absent = spawnSync('curl', ['--version']).status !== 0;
// Where CI=true its absence is a failure.
const skipped = absent && process.env.CI !== 'true';
test.runIf(skipped)('curl lines are not run: there is no curl on this machine', ({ skip }) => skip());

/** Runs a curl line of a report. Resolves to the status and body of the response. */
async function replay(line: string): Promise<readonly [status: string, body: string]> {
  const child = spawn('/bin/sh', ['-c', line], {
    env: { PATH: process.env.PATH, HOME: '/none', PODFLARE_API_KEY: KEYS[0], PODFLARE_API_KEY_2: KEYS[1] },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let said = '';
  child.stdout.setEncoding('latin1').on('data', (text) => {
    said += text;
  });
  await once(child, 'close');
  return answer(printable(said));
}

/** Status and body of a response as text, without the values that the server generates for each response. */
function answer(text: string): readonly [status: string, body: string] {
  const status = /^HTTP\/[\d.]+ (\d+)/.exec(text)?.[1] ?? 'none';
  const [, ...body] = text.split('\n\n');
  const shown = body
    .join('\n\n')
    .replace(/sbx_\w+/g, 'sbx_ID')
    .replace(/"ts":(\d+|"[^"]*")/g, '"ts":0');
  return [status, shown.trimEnd()];
}

/** The note at the end of a response that a report truncates. */
const CUT = / \[\d+ more characters\]$|\s*\[the rest was not read\]$/;

async function start(mutant: string, expected: Expect) {
  const hostd = await startHostd({
    env: { PODFLARE_HOSTD_ADDR: '127.0.0.1:0', ...(expected === 'enforced' && { PODFLARE_API_KEYS: KEYS.join(',') }) },
    stdout() {},
    stderr() {},
    mutant: findMutant(mutant),
  });
  return {
    url: `http://127.0.0.1:${hostd.address?.port}`,
    async [Symbol.asyncDispose]() {
      hostd.kill();
      await hostd.exited;
    },
  };
}

/** What shows only beside other requests, or after others, which a line of a report cannot send. */
const AMONG_OTHERS = [
  'verdicts-mixed-in-flight',
  'failures-lock-out',
  'exec-concurrent',
  'create-repeats-id',
  'sandboxes-share-state',
];
/** Mutants that affect only later requests of a connection. The report says that the line opens a new connection. */
const BY_CONNECTION = /^connection-/;
/** The mutant repeats the header lines of the request, and curl puts Host first. */
const ECHO = 'trace-echoes-headers';

describe.skipIf(skipped)('the curl lines of what is found show it again', () => {
  const replayed = new Set<string>();
  afterAll(() => expect(replayed.size).toBeGreaterThan(0.8 * samples.length));

  test.concurrent.for(
    samples.filter(({ name }) => ![...AMONG_OTHERS, ECHO].includes(name) && !BY_CONNECTION.test(name)),
  )('$name: $found', { timeout: 120_000 }, async ({ name, expected, found }, { expect, skip }) => {
    await using hostd = await start(name, expected);
    const report = await runSuite(urlTarget(hostd.url), {
      ...{ only: found, expect: expected },
      keys: expected === 'open' ? [] : KEYS,
    });
    const broken = report.checks.flatMap(({ cases }) =>
      cases.filter(({ outcome }) => outcome === 'fail' || outcome === 'warn' || outcome === 'note'),
    );
    if (broken.length === 0) skip('these checks find the mutant in other configurations only');
    for (const { curl, exchanges } of broken) {
      const received = exchanges.at(-1)?.received;
      if (curl === undefined || received === undefined) continue;
      const [status, body] = answer(received.replace(CUT, ''));
      const [again, whole] = await replay(curl);
      const text = CUT.test(received) ? whole.slice(0, body.length) : whole;
      expect([curl, again, text]).toEqual([curl, status, body]);
      replayed.add(name);
    }
    if (!replayed.has(name)) skip('curl cannot send the requests that show it');
  });
});
