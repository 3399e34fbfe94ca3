import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { urlTarget } from '../../src/target/url.ts';
import { launch } from '../support/launch.ts';
import { runSuite } from '../support/run.ts';

const KEYS = ['pk_replay_0123456789abcdef', 'pk_replay_fedcba9876543210'] as const;
const main = fileURLToPath(new URL('../../dist/mock-main.js', import.meta.url));

/** A defect of each family of which something shows by URL, and the checks that find it there. */
const SAMPLE: readonly (readonly [mutant: string, found: string, expect: 'enforced' | 'open'])[] = [
  ['healthz-not-exempt-with-query', 'healthz/query', 'enforced'],
  ['refusal-is-plain-text', 'unauthorized/content-type', 'enforced'],
  ['merge-takes-extension', 'keys/wrong-token', 'enforced'],
  ['suffix-passes', 'bypass/subpath', 'enforced'],
  ['dev-mode-refuses-keys', 'dev-mode/any-key', 'open'],
  ['upper-case-traceparent-refused', 'headers/traceparent-invalid', 'enforced'],
  ['create-is-plain-text', 'api/create', 'enforced'],
  ['absolute-target-not-found', 'http/absolute-form', 'enforced'],
];

const absent = spawnSync('curl', ['--version']).status !== 0;
// Where CI=true its absence is a failure.
const skipped = absent && process.env.CI !== 'true';
test.runIf(skipped)('curl lines are not run: there is no curl on this machine', ({ skip }) => skip());

/** Runs a curl line of a report; gives the status and the body that it received. */
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
  return answer(said.replace(/\r\n/g, '\n'));
}

/** Status and body of an answer as text; what the server makes up for each answer is left out. */
function answer(text: string): readonly [status: string, body: string] {
  const status = /^HTTP\/[\d.]+ (\d+)/.exec(text)?.[1] ?? 'none';
  const body = text.slice(text.indexOf('\n\n') + 2).trimEnd();
  return [status, body.replace(/sbx_\w+/g, 'sbx_ID').replace(/"ts":\d+/g, '"ts":0')];
}

describe.skipIf(skipped)('the curl line of a finding shows it again', () => {
  test.each(SAMPLE)('%s: %s', { timeout: 120_000 }, async (mutant, found, expected) => {
    const env: Record<string, string> = expected === 'open' ? {} : { PODFLARE_API_KEYS: KEYS.join(',') };
    await using hostd = await launch([process.execPath, main, '--mutant', mutant], env);
    const target = urlTarget(hostd.url);
    const report = await runSuite(target, {
      only: [found],
      keys: expected === 'open' ? [] : KEYS,
      expect: expected,
    });
    const broken = report.checks.flatMap(({ cases }) =>
      cases.filter(({ outcome }) => outcome === 'fail' || outcome === 'warn'),
    );
    const again = broken.flatMap(({ curl, exchanges }) => {
      const received = exchanges.at(-1)?.received;
      return curl === undefined || received === undefined ? [] : [{ curl, received }];
    });
    expect(again.length).toBeGreaterThan(0);
    for (const { curl, received } of again)
      expect([curl, ...(await replay(curl))]).toEqual([curl, ...answer(received)]);
  });
});
