import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Hostd, startHostd } from '../../mock/adapters/hostd.ts';
import { findMutant } from '../../mock/mutants.ts';
import type { Fleet } from '../../src/model/fleet.ts';
import { runCli } from '../support/cli.ts';

const root = new URL('../../', import.meta.url);
const KEYS = { GOOD_KEY: 'pk_fleet_0123456789abcdef', BAD_KEY: 'pk_fleet_fedcba9876543210' };
const schema = (name: string) => JSON.parse(readFileSync(new URL(`schema/${name}`, root), 'utf8')) as object;
const validate = new Ajv2020({ allErrors: true, strict: true, strictRequired: false })
  .addSchema(schema('report.schema.json'), 'report.schema.json')
  .compile(schema('fleet.schema.json'));

let folder: string;
const hostds: Hostd[] = [];
let urls: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conformance-fleet-'));
  const quiet = { stdout: () => {}, stderr: () => {} };
  const start = async (keys: string | undefined, mutant?: string) => {
    const env = { PODFLARE_HOSTD_ADDR: '127.0.0.1:0', ...(keys !== undefined && { PODFLARE_API_KEYS: keys }) };
    const hostd = await startHostd({ env, ...quiet, mutant: mutant === undefined ? undefined : findMutant(mutant) });
    hostds.push(hostd);
    return `http://127.0.0.1:${hostd.address?.port}`;
  };
  const gone = await startHostd({ env: { PODFLARE_HOSTD_ADDR: '127.0.0.1:0' }, ...quiet });
  const dead = `http://127.0.0.1:${gone.address?.port}`;
  gone.kill();
  await gone.exited;
  urls = [
    await start(KEYS.GOOD_KEY),
    await start(KEYS.BAD_KEY, 'healthz-not-exempt-with-query'),
    await start(undefined),
    dead,
  ];
  const [good, bad, open] = urls;
  await writeFile(join(folder, 'good.txt'), `${good} env:GOOD_KEY\n${open} open\n`);
  await writeFile(join(folder, 'key'), `${KEYS.BAD_KEY}\n`);
  await writeFile(join(folder, 'all.txt'), `${good} env:GOOD_KEY\n${bad} file:key\n${open} open\n${dead} open\n`);
});
afterAll(async () => {
  for (const hostd of hostds) hostd.kill();
  await rm(folder, { recursive: true });
});

const run = (args: readonly string[], env: Record<string, string> = {}) =>
  runCli(args, { cwd: folder, env: { ...KEYS, ...env } });

const check = (file: string, ...args: string[]) => ['--targets', file, '--only', 'healthz/*', ...args];
const stored = async (file: string) => JSON.parse(await readFile(join(folder, file), 'utf8')) as Fleet;

describe('run --targets', () => {
  test('checks each target with its own expectations', async () => {
    const { code, stdout, stderr } = await run(check('good.txt', '--parallel', '1'));
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('2 of 2 targets conformant.');
  });

  test('continues after a broken and an unreachable target, and has the highest exit code', async () => {
    const files = ['--reporter', 'json=f.json', '--reporter', 'html=f.html', '--reporter', 'markdown=f.md'];
    const { code, stdout, stderr } = await run(check('all.txt', ...files));
    expect([code, stderr]).toEqual([3, '']);
    expect(stdout).toContain(' ✓ ✗ ✓ ·  healthz/query must');
    const fleet = await stored('f.json');
    validate(fleet);
    expect(validate.errors).toBeNull();
    expect(fleet).toMatchObject({ verdict: 'not conformant', exitCode: 3, profiles: ['core'], strict: false });
    expect(fleet.targets.map(({ label, exitCode }) => [label, exitCode])).toEqual(
      urls.map((url, i) => [url, [0, 1, 0, 3][i]]),
    );
    const broken = fleet.targets[1]?.results?.find(({ id }) => id === 'healthz/query');
    expect(broken).toMatchObject({ outcome: 'fail', case: { exchanges: [{ role: 'probe' }] } });
    expect(fleet.targets[0]?.results?.every((result) => result.case === undefined)).toBe(true);
    expect(fleet.targets[3]?.error).toContain('nothing listens at');
    expect(stdout).toContain(`Not checked\n  ! ${urls[3]}: `);
    for (const name of ['f.json', 'f.html', 'f.md']) {
      const text = await readFile(join(folder, name), 'utf8');
      expect(text).toContain(String(urls[1]).slice('http://'.length));
      for (const key of Object.values(KEYS)) expect(text).not.toContain(key);
    }

    const drawn = await run(['report', 'f.json']);
    expect(drawn).toEqual({ code: 0, stdout, stderr: '' });
    expect((await run(['report', 'f.json', '--exit-code'])).code).toBe(3);
    expect((await run(['report', 'f.json', '--reporter', 'junit'])).stderr).toContain(
      '--reporter junit renders a single run; for many targets, use pretty, json, html, markdown',
    );
  });

  test('is split over machines, and merged by report', async () => {
    const part = (shard: string, env?: Record<string, string>) => {
      const name = `part-${shard.replace('/', '-')}${env?.JOB_COMPLETION_INDEX ?? ''}.json`;
      return run(check('all.txt', '--shard', shard, '--reporter', `json=${name}`), env);
    };
    expect((await part('1/2')).code).toBe(1);
    expect((await part('/2', { JOB_COMPLETION_INDEX: '1' })).code).toBe(3);
    const merged = await run(['report', 'part--21.json', 'part-1-2.json', '--reporter', 'json', '--exit-code']);
    expect(merged.code).toBe(3);
    const fleet = JSON.parse(merged.stdout) as Fleet;
    validate(fleet);
    expect(validate.errors).toBeNull();
    expect(fleet.targets.map(({ label }) => label)).toEqual(urls);
    expect(await run(['report', 'part-1-2.json'])).toEqual({
      ...{ code: 2, stdout: '' },
      stderr: 'podflare-conformance: a shard is missing: 2/2\n',
    });
  });

  test.each([
    [check('none.txt'), 'cannot read the targets none.txt: no such file'],
    [check('all.txt', '--url', 'http://a:1'), '--url is for a single target, but --targets lists many'],
    [check('all.txt', '--baseline', 'b.yaml'), '--baseline is for a single target'],
    [check('all.txt', '--reporter', 'tap'), '--reporter tap renders a single run'],
    [check('all.txt', '--shard', '1/5'), 'there are 5 shards for 4 targets: make it 4 at most'],
    [check('all.txt', '--rules', '1999-01'), 'there is no rule set "1999-01"'],
    [['--parallel', '2'], '--parallel is for --targets'],
    [['--targets', 'all.txt', '--only', 'nothing/*'], '"nothing/*" matches no check'],
    [['--shard', '1/2', '--baseline', 'b.yaml'], 'a baseline applies to a whole run, not to a shard'],
  ])('%j: one line, exit code 2', async (args, message) => {
    const { code, stdout, stderr } = await run(args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).toContain(message);
  });

  test('wants the keys before it begins', async () => {
    const { code, stderr } = await run(check('all.txt'), { GOOD_KEY: '' });
    expect([code, stderr]).toEqual([
      2,
      'podflare-conformance: all.txt, line 1: the variable GOOD_KEY is not set or contains no key\n',
    ]);
  });
});

test('a single target is split by its checks, and merged to the same report', { timeout: 120_000 }, async () => {
  const target = [
    '--url',
    String(urls[1]),
    '--key-file',
    'key',
    '--only',
    'healthz/*',
    '--only',
    'keys/*',
    '--seed',
    '5',
  ];
  const whole = await run([...target, '--reporter', 'json=whole.json']);
  const parts = await Promise.all(
    ['1/3', '2/3', '3/3'].map((shard, i) => run([...target, '--shard', shard, '--reporter', `json=s${i}.json`])),
  );
  expect(whole.code).toBe(1);
  expect(
    parts
      .map(({ code }) => code)
      .sort()
      .at(-1),
  ).toBe(1);
  const merged = await run(['report', 's2.json', 's0.json', 's1.json', '--reporter', 'tap', '--exit-code']);
  expect(merged.code).toBe(1);
  const drawn = await run(['report', 'whole.json', '--reporter', 'tap']);
  const points = (text: string) => text.split('\n').filter((line) => /^(not )?ok /.test(line));
  expect(points(merged.stdout)).toEqual(points(drawn.stdout));
  expect((await run(['report', 's0.json', 's2.json'])).stderr).toContain('a shard is missing: 2/3');
});
