import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { checkHostd } from '../../src/api/check-hostd.ts';
import { Random } from '../../src/base/random.ts';
import { maskReport } from '../../src/baseline/mask.ts';
import { renderJson } from '../../src/report/reporters/json.ts';
import { launch } from '../support/launch.ts';

const main = fileURLToPath(new URL('../../dist/mock-main.js', import.meta.url));
const KEY = 'pk_seed_0123456789abcdef';
/** Its findings hold sandbox ids, times, traces and tokens. */
const MUTANT = 'execSandbox-takes-any-key';
const command = [process.execPath, main, '--mutant', MUTANT];
const only = ['healthz/*', 'keys/wrong-token', 'headers/*', 'unauthorized/wrong-key', 'startup/refuses'];

describe('a random value', () => {
  test('depends only on the seed and the purpose', () => {
    const draw = (seed: string, purpose: string) => {
      const bytes = new Random(seed).for(purpose);
      return [bytes(16), bytes(8), bytes(40)].map((part) => part.toString('hex'));
    };
    expect(draw('1', 'a')).toEqual(draw('1', 'a'));
    expect(draw('1', 'a').map(({ length }) => length)).toEqual([32, 16, 80]);
    const all = [draw('1', 'a'), draw('1', 'b'), draw('2', 'a')].flat();
    expect(new Set(all).size).toBe(all.length);
  });

  test('is new without a seed, and the keys do not depend on the reported seed', () => {
    const random = new Random();
    expect(random.seed).toMatch(/^[\da-f]{16}$/);
    expect(new Random().seed).not.toBe(random.seed);
    expect(random.key('enforced', 0)).not.toBe(new Random(random.seed).key('enforced', 0));
    expect(new Random(random.seed).for('a')(8)).toEqual(random.for('a')(8));
  });

  test('may be a key if the seed was set', () => {
    expect(new Random('1').key('enforced', 0)).toMatch(/^pk_conf_[\da-f]{32}$/i);
    expect(new Random('1').key('enforced', 0)).toBe(new Random('1').key('enforced', 0));
    expect(new Random('1').key('enforced', 0)).not.toBe(new Random('1').key('crowded', 0));
  });
});

describe('two runs with one seed give the same JSON, masked', () => {
  const run = async (options: object, seed: string) =>
    renderJson(maskReport(await checkHostd({ ...options, only, seed })));

  test('of a command', { timeout: 300_000 }, async () => {
    const first = await run({ command }, '7');
    expect(await run({ command }, '7')).toBe(first);
    expect(first).toContain('"seed": "7"');
    expect(first).toMatch(/"outcome": "(fail|warn)"/);
  });

  test('of a URL with another port the second time', { timeout: 300_000 }, async () => {
    const runs: string[] = [];
    for (const seed of ['7', '7', '8']) {
      await using hostd = await launch(command, { PODFLARE_API_KEYS: KEY });
      runs.push(await run({ url: hostd.url, keys: [KEY] }, seed));
    }
    expect(runs[1]).toBe(runs[0]);
    expect(runs[2]).not.toBe(runs[0]);
  });
});

test('the report of a run without a seed contains the generated seed', async () => {
  const report = await checkHostd({ command, only: ['healthz/no-key'] });
  expect(report.seed).toMatch(/^[\da-f]{16}$/);
});

test('only a short word is a valid seed', async () => {
  for (const seed of ['', 'a b', '$(x)', 'x'.repeat(65)])
    await expect(checkHostd({ command, seed })).rejects.toThrow('seed must be 1 to 64 letters');
});
