import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startHostd } from '../../mock/adapters/hostd.ts';
import { checkFleet } from '../../src/api/check-fleet.ts';
import { type CheckOptions, checkHostd } from '../../src/api/check-hostd.ts';
import { applyBaseline } from '../../src/baseline/baseline.ts';
import { validateFleet, validateReport } from '../../src/contract/generated/report-validator.js';
import { mergeReports } from '../../src/fleet/merge.ts';
import { COMPARING, REPORTERS } from '../../src/report/names.ts';
import { renderFleet, renderReports } from '../../src/report/render.ts';
import { ruledIds } from '../../src/run/rules.ts';
import { runCli } from '../support/cli.ts';

/** The id of the check, or in a badge, the number of checks. */
const NAMED = /unauthorized\/no-key|1 rule violated/;
const KEY = 'pk_test_0123456789abcdef';

describe('a hostd without auth that was meant to enforce keys', () => {
  let url: string;
  let folder: string;
  let close: () => void;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'conformance-open-'));
    const { address, kill } = await startHostd({
      env: { PODFLARE_HOSTD_ADDR: '127.0.0.1:0' },
      stdout: () => {},
      stderr: () => {},
    });
    url = `http://127.0.0.1:${address?.port}`;
    close = kill;
  });
  afterAll(() => {
    close();
    return rm(folder, { recursive: true });
  });

  const check = (options: CheckOptions = {}) => checkHostd({ url, keys: [KEY], ...options });

  test('is not conformant: one check fails with evidence for each operation, and the others say why they were not run', async () => {
    const report = await check();
    expect(validateReport(report)).toBe(true);
    expect(report).toMatchObject({ verdict: 'not conformant', exitCode: 1, summary: { checks: { fail: 1, pass: 0 } } });
    const [failed, ...others] = report.checks.filter(({ outcome }) => outcome !== 'skip');
    expect(others).toEqual([]);
    expect(failed).toMatchObject({ id: 'unauthorized/no-key', outcome: 'fail' });
    expect(failed?.cases.length).toBeGreaterThan(3);
    const [create] = failed?.cases ?? [];
    expect(create).toMatchObject({
      name: 'POST /v1/sandboxes',
      outcome: 'fail',
      actual: '200: it does not ask for a key',
    });
    expect(create?.curl).toContain(`${url}/v1/sandboxes`);
    expect(create?.exchanges[0]?.sent).toMatch(/^POST \/v1\/sandboxes HTTP\/1\.1\n/);
    expect(create?.exchanges[0]?.sent).not.toContain('Authorization');
    expect(create?.exchanges[0]?.received).toMatch(/^HTTP\/1\.1 200/);
    for (const { reason } of report.checks.filter(({ outcome }) => outcome === 'skip'))
      expect(reason).toBe('not run: no protected operation asks for a key (POST /v1/sandboxes responds 200)');
    for (const name of REPORTERS) expect(await renderReports(name, [report])).toMatch(NAMED);
  });

  test.each<CheckOptions>([{ only: ['healthz/*'] }, { skip: ['unauthorized/*'] }, { profiles: ['http'] }])(
    'is not conformant with %j, which leaves that check out',
    async (options) => {
      const report = await check(options);
      expect(report).toMatchObject({ verdict: 'not conformant', exitCode: 1 });
      expect(report.checks.filter(({ outcome }) => outcome !== 'skip').map(({ id }) => id)).toEqual([
        'unauthorized/no-key',
      ]);
    },
  );

  test('is not conformant in every shard, and these go together', async () => {
    const parts = await Promise.all(
      [1, 2, 3].map(async (index) => ({
        file: `${index}.json`,
        run: await check({ seed: 's', shard: { index, count: 3 } }),
      })),
    );
    for (const { run } of parts) expect(run).toMatchObject({ verdict: 'not conformant', exitCode: 1 });
    expect(mergeReports(parts)).toMatchObject({
      exitCode: 1,
      summary: { checks: { fail: 1 } },
      stopped: expect.stringContaining('looks open'),
    });
  });

  test('is not conformant with a baseline that excuses the check', async () => {
    const entries = [{ check: 'unauthorized/no-key', reason: 'known', place: 'b.yaml, line 1' }];
    expect(applyBaseline(await check(), entries, ruledIds)).toMatchObject({
      exitCode: 1,
      baseline: { excused: 0, problems: [] },
    });
  });

  test('is not conformant as part of a fleet, beside a target that is not hostd', async () => {
    const other = createServer((_, response) => response.writeHead(404).end());
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const elsewhere = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    const targets = [url, elsewhere].map((each) => ({ url: each, keys: [KEY] }));
    const fleet = await checkFleet({ targets });
    other.close();
    expect(validateFleet(fleet)).toBe(true);
    expect(fleet).toMatchObject({
      verdict: 'not conformant',
      targets: [
        { label: url, exitCode: 1, verdict: 'not conformant', summary: { checks: { fail: 1 } } },
        { label: elsewhere, exitCode: 3, error: expect.stringContaining('does not look like hostd') },
      ],
    });
    for (const name of COMPARING) expect(await renderFleet(name, fleet)).toContain('unauthorized/no-key');
  });

  test('is one line on stderr, exit code 1 and every report on the command line', async () => {
    const files = REPORTERS.filter((name) => name !== 'pretty').map((name) => [name, join(folder, name)] as const);
    const args = files.flatMap(([name, file]) => ['--reporter', `${name}=${file}`]);
    const baseline = join(folder, 'baseline.yaml');
    await writeFile(baseline, '[]');
    const { code, stdout, stderr } = await runCli(
      ['--url', url, '--key', KEY, ...args, '--baseline', baseline, '--write-baseline', baseline],
      { cwd: folder },
    );
    expect(stderr).toMatch(/^podflare-conformance: [^\n]* looks open: [^\n]* give --expect open; [^\n]*\n$/);
    expect(code).toBe(1);
    expect(stdout).toContain('✗ unauthorized/no-key');
    for (const [, file] of files) expect(await readFile(file, 'utf8')).toMatch(NAMED);
    expect(await readFile(baseline, 'utf8')).toBe('[]');
  });
});
