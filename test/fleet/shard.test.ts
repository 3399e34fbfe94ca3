import { describe, expect, test } from 'vitest';
import { mergeFleets, mergeReports } from '../../src/fleet/merge.ts';
import type { Fleet } from '../../src/fleet/model.ts';
import { parseShard, shareOf } from '../../src/fleet/shard.ts';
import type { Report } from '../../src/model.ts';
import { checks, reportOf } from '../report/fixture.ts';

describe('--shard', () => {
  test('is I/N, or /N where the job says which', () => {
    expect(parseShard('2/4', {})).toEqual({ index: 2, count: 4 });
    expect(parseShard('2/4', { JOB_COMPLETION_INDEX: '0' })).toEqual({ index: 2, count: 4 });
    expect(parseShard('/4', { JOB_COMPLETION_INDEX: '0' })).toEqual({ index: 1, count: 4 });
    expect(parseShard('/4', { JOB_COMPLETION_INDEX: '3' })).toEqual({ index: 4, count: 4 });
  });

  test.each([
    ['', {}, '--shard is I/N, from 1/N to N/N, or /N in an Indexed Job, not ""'],
    ['2', {}, '--shard is I/N'],
    ['1/0', {}, '--shard is I/N'],
    ['-1/4', {}, '--shard is I/N'],
    ['1/4/2', {}, '--shard is I/N'],
    ['0/4', {}, '--shard 0/4: of 4 shards the first is 1/4'],
    ['5/4', {}, '--shard 5/4: of 4 shards the first is 1/4'],
    ['/4', {}, '--shard /4 wants JOB_COMPLETION_INDEX'],
    ['/4', { JOB_COMPLETION_INDEX: 'x' }, 'JOB_COMPLETION_INDEX is a whole number from 0, not "x"'],
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

/** The report of the fixture, cut into parts. */
function parts(count: number): { file: string; run: Report }[] {
  return Array.from({ length: count }, (_, i) => {
    const shard = { index: i + 1, count };
    const run = { ...reportOf(shareOf(checks, shard, 'check')), shard: { ...shard, total: checks.length } };
    return { file: `${i + 1}.json`, run: { ...run, seed: `s${i % 2}` } };
  });
}

describe('the shards of a run', () => {
  test('become the run, in whatever order they come', () => {
    const { summary, ...whole } = reportOf(checks);
    const [a, b, c] = parts(3);
    if (!a || !b || !c) throw new Error('three parts');
    const merged = mergeReports([c, a, b]);
    expect(merged).toMatchObject({ ...whole, seed: 's0 s1', launches: [{}, {}, {}] });
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
    ['the first is a whole run', [whole, one], 'whole.json is a whole run and no shard'],
    ['the target differs', [one, two, changed(three, { target: { kind: 'url', label: 'x' } })], 'different runs'],
    ['the options differ', [one, two, changed(three, { strict: true })], '3.json and 1.json are shards of different'],
    ['the number differs', [one, ...parts(2).slice(1)], '2.json and 1.json are shards of different runs'],
    [
      'they overlap',
      [one, two, changed(three, { checks: two.run.checks })],
      `the shards overlap: the check ${two.run.checks[0]?.id} is in two of them`,
    ],
    ['they lack checks', [one, two, changed(three, { checks: [] })], 'the shards have 5 checks, and the whole has 8'],
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

  test('become the fleet', () => {
    const merged = mergeFleets([fleet(2, 'c'), fleet(1, 'a', 'b')]);
    expect(merged.targets.map(({ label }) => label)).toEqual(['a', 'b', 'c']);
    expect(merged).toMatchObject({ exitCode: 3, verdict: 'not conformant', seed: 's' });
    expect(merged.shard).toBeUndefined();
  });

  test('are refused when one is missing, or a target is in two', () => {
    expect(() => mergeFleets([fleet(2, 'c')])).toThrow('a shard is missing: 1/2');
    expect(() => mergeFleets([fleet(1, 'a', 'b'), fleet(2, 'b')])).toThrow('overlap: the target b is in two');
    expect(() => mergeFleets([fleet(1, 'a', 'b'), fleet(2)])).toThrow('the shards have 2 targets, and the whole has 3');
  });
});
