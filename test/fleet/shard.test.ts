import { describe, expect, test } from 'vitest';
import { mergeFleets, mergeReports } from '../../src/fleet/merge.ts';
import { parseShard, shareOf } from '../../src/fleet/shard.ts';
import type { Fleet } from '../../src/model/fleet.ts';
import type { Report } from '../../src/model/report.ts';
import { checks, reportOf } from '../report/fixture.ts';

describe('--shard', () => {
  test('is I/N, or /N where the job says which', () => {
    expect(parseShard('2/4', {})).toEqual({ index: 2, count: 4 });
    expect(parseShard('2/4', { JOB_COMPLETION_INDEX: '0' })).toEqual({ index: 2, count: 4 });
    expect(parseShard('/4', { JOB_COMPLETION_INDEX: '0' })).toEqual({ index: 1, count: 4 });
    expect(parseShard('/4', { JOB_COMPLETION_INDEX: '3' })).toEqual({ index: 4, count: 4 });
  });

  test.each([
    ['', {}, '--shard must be I/N, from 1/N to N/N, or /N in an Indexed Job, not ""'],
    ['2', {}, '--shard must be I/N'],
    ['1/0', {}, '--shard must be I/N'],
    ['-1/4', {}, '--shard must be I/N'],
    ['1/4/2', {}, '--shard must be I/N'],
    ['0/4', {}, '--shard 0/4: shards are numbered from 1/4 to 4/4'],
    ['5/4', {}, '--shard 5/4: shards are numbered from 1/4 to 4/4'],
    ['/4', {}, '--shard /4 needs JOB_COMPLETION_INDEX'],
    ['/4', { JOB_COMPLETION_INDEX: 'x' }, 'JOB_COMPLETION_INDEX must be a whole number from 0, not "x"'],
    ['/4', { JOB_COMPLETION_INDEX: '4' }, 'JOB_COMPLETION_INDEX is 4, and --shard /4 has no more than 4'],
  ])('%j with %j is refused', (text, env, message) => {
    expect(() => parseShard(text, env)).toThrow(message);
  });

  test('gives each item to one shard, about as many to each', () => {
    for (const [length, count] of [
      [7, 3],
      [103, 4],
      [4, 4],
      [1, 1],
    ] as const) {
      const items = Array.from({ length }, (_, i) => i);
      const parts = Array.from({ length: count }, (_, i) => shareOf(items, { index: i + 1, count }, 'item'));
      expect(parts.flat()).toEqual(items);
      const sizes = parts.map((part) => part.length);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    }
    for (const index of [0, 3, 1.5, Number.NaN])
      expect(() => shareOf([1, 2], { index, count: 2 }, 'check')).toThrow(`there is no shard ${index}/2`);
    expect(() => shareOf([1, 2], { index: 1, count: 3 }, 'check')).toThrow('there are 3 shards for 2 checks');
  });
});

/** As a run without --seed draws them. */
const SEEDS = ['0123456789abcdef', 'fedcba9876543210'];

/** The report of the fixture, cut into parts. */
function parts(count: number): { file: string; run: Report }[] {
  return Array.from({ length: count }, (_, i) => {
    const shard = { index: i + 1, count };
    const run = { ...reportOf(shareOf(checks, shard, 'check')), shard: { ...shard, total: checks.length } };
    return { file: `${i + 1}.json`, run: { ...run, seed: SEEDS[i % 2] ?? '' } };
  });
}

describe('the shards of a run', () => {
  test('merge to the run, in any order', () => {
    const { summary, ...whole } = reportOf(checks);
    const [a, b, c] = parts(3);
    if (!a || !b || !c) throw new Error('three parts');
    const merged = mergeReports([c, a, b]);
    expect(merged).toMatchObject({ ...whole, seed: SEEDS.join(' '), launches: [{}, {}, {}] });
    expect(merged.summary.checks).toEqual(summary.checks);
    expect(merged.summary.cases).toBe(summary.cases);
    expect(merged.shard).toBeUndefined();
  });

  test('of which one checked nothing are judged by the others', () => {
    const passing = checks.slice(0, 1);
    const skipped = checks.slice(4, 6);
    const all = [passing, skipped].map((some, i) => ({
      file: `${i}.json`,
      run: { ...reportOf(some), shard: { index: i + 1, count: 2, total: 3 } },
    }));
    expect(all.map(({ run }) => run.exitCode)).toEqual([0, 2]);
    expect(mergeReports(all)).toMatchObject({ verdict: 'conformant', exitCode: 0 });
  });

  const [one, two, three] = parts(3) as [Part, Part, Part];
  type Part = { file: string; run: Report };
  const changed = (part: Part, run: Partial<Report>) => ({ ...part, run: { ...part.run, ...run } });
  const whole = { file: 'whole.json', run: reportOf(checks) };
  test.each<readonly [string, readonly Part[], string]>([
    ['one is missing', [one, three], 'a shard is missing: 2/3'],
    ['two are missing', [two], '2 shards are missing: 1/3, 3/3'],
    ['one is given twice', [one, two, { ...two, file: 'x.json' }], 'x.json and 2.json are both shard 2/3'],
    ['one is a whole run', [one, whole], 'whole.json is a whole run, and 1.json is a shard'],
    ['the first is a whole run', [whole, one], 'whole.json is a whole run, not a shard'],
    [
      'the target differs',
      [one, two, changed(three, { target: { kind: 'url', label: 'x' } })],
      '3.json and 1.json are shards of different runs: the target is x in the one and http://127.0.0.1:7070 in the other',
    ],
    ['the options differ', [one, changed(two, { strict: true })], 'the value of --strict is true in the one and false'],
    ['the number differs', [one, ...parts(2).slice(1)], 'the number of shards is 2 in the one and 3 in the other'],
    [
      'the whole differs',
      [one, changed(two, { shard: { index: 2, count: 3, total: 9 } })],
      'the number of parts in the whole is 9',
    ],
    [
      'the version differs',
      [one, changed(two, { suite: { ...two.run.suite, version: '0.9.0' } })],
      'the version of podflare-conformance is 0.9.0 in the one and 1.2.3',
    ],
    [
      'the contract differs',
      [one, changed(two, { contract: { ...two.run.contract, version: '2027-01' } })],
      'the contract is 2027-01 in the one and 2026-11',
    ],
    [
      'its text differs',
      [one, changed(two, { contract: { ...two.run.contract, sha256: 'cd'.repeat(32) } })],
      'the text of the contract is cdcd',
    ],
    [
      'the rule set differs',
      [one, changed(two, { rules: '2026-11' })],
      'the rule set is 2026-11 in the one and none in the other',
    ],
    [
      'the profiles differ',
      [one, changed(two, { profiles: ['core', 'api'] })],
      'the list of profiles is core, api in the one and core in the other',
    ],
    [
      'a given seed differs',
      [changed(one, { seed: '7' }), changed(two, { seed: '8' })],
      'the seed is 8 in the one and 7 in the other',
    ],
    [
      'one has a given seed',
      [one, changed(two, { seed: '7' })],
      'the seed is 7 in the one and 0123456789abcdef in the other',
    ],
    [
      'the document differs',
      [one, changed(two, { spec: { file: 'a', operations: 1, added: 1, known: 0, left: [] } })],
      'the document of --spec is [1,1,0] in the one and none in the other',
    ],
    [
      'most of many are missing',
      [changed(one, { shard: { index: 1, count: 999_999, total: 8 } })],
      '999998 shards are missing: 2/999999, 3/999999, 4/999999, 5/999999, 6/999999, 7/999999, 8/999999, 9/999999, 10/999999, 11/999999, and 999988 more',
    ],
    [
      'they overlap',
      [one, two, changed(three, { checks: two.run.checks })],
      `the shards overlap: the check ${two.run.checks[0]?.id} is in two of them`,
    ],
    [
      'they lack checks',
      [one, two, changed(three, { checks: [] })],
      'the shards have 5 checks, but the whole run has 8',
    ],
  ])('are refused when %s', (_, some, message) => {
    expect(() => mergeReports(some)).toThrow(message);
  });
});

describe('the shards of a fleet', () => {
  const fleet = (index: number, ...labels: string[]): { file: string; run: Fleet } => {
    const { suite, contract, startedAt, durationMs, profiles, strict } = reportOf(checks);
    const targets = labels.map((label) => ({ label, exitCode: 3 as const, error: 'refused' }));
    const run: Fleet = {
      ...{ schemaVersion: 1, kind: 'fleet', suite, contract, startedAt, durationMs, profiles, strict },
      ...{ rules: '2026-11', seed: 's', verdict: 'not conformant', exitCode: 3, checks: [], targets },
      shard: { index, count: 2, total: 3 },
    };
    return { file: `${index}.json`, run };
  };

  test('merge to the fleet', () => {
    const merged = mergeFleets([fleet(2, 'c'), fleet(1, 'a', 'b')]);
    expect(merged.targets.map(({ label }) => label)).toEqual(['a', 'b', 'c']);
    expect(merged).toMatchObject({ exitCode: 3, verdict: 'not conformant', seed: 's' });
    expect(merged.shard).toBeUndefined();
  });

  test('are refused when one is missing, or a target is in two', () => {
    expect(() => mergeFleets([fleet(2, 'c')])).toThrow('a shard is missing: 1/2');
    expect(() => mergeFleets([fleet(1, 'a', 'b'), fleet(2, 'b')])).toThrow('overlap: the target b is in two');
    expect(() => mergeFleets([fleet(1, 'a', 'b'), fleet(2)])).toThrow(
      'the shards have 2 targets, but the whole run has 3',
    );
  });
});
