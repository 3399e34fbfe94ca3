import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type Ruled, ruleProblems } from '../../scripts/generate/rules.ts';
import { checkHostd } from '../../src/api/check-hostd.ts';
import type { Level } from '../../src/contract/levels.ts';
import type { CheckResult } from '../../src/model/report.ts';
import { renderBadge } from '../../src/report/reporters/badge.ts';
import { renderHtml } from '../../src/report/reporters/html.ts';
import { renderJunit } from '../../src/report/reporters/junit.ts';
import { renderMarkdown } from '../../src/report/reporters/markdown.ts';
import { renderPretty } from '../../src/report/reporters/pretty.ts';
import { renderTap } from '../../src/report/reporters/tap.ts';
import { atLevelOf, judgeBy, type RuleSet, ruleSet } from '../../src/run/rules.ts';
import { checks } from '../../suites/index.ts';
import { type RuleSetFile, readRuleSets } from '../../suites/rules.ts';
import { ofOutcome, reportOf } from '../report/fixture.ts';

const command = [process.execPath, fileURLToPath(new URL('../../dist/mock-main.js', import.meta.url))];

/** A set of a test, with some of the checks of the fixture. */
const setOf = (...known: readonly CheckResult[]): RuleSet => ({
  name: '2020-01',
  levels: Object.fromEntries(known.map(({ id, level }) => [id, level])),
});

describe('the rule set of a run', () => {
  test('is the newest by default, has every check, and is in the report', async () => {
    const newest = ruleSet();
    expect(newest.name).toBe(readRuleSets().at(-1)?.name);
    expect(Object.keys(newest.levels)).toEqual(expect.arrayContaining(checks.map(({ id }) => id)));
    const report = await checkHostd({ command, only: ['healthz/no-key'] });
    expect(report).toMatchObject({ rules: newest.name, verdict: 'conformant', exitCode: 0 });
    expect(report.checks.some(({ newSince }) => newSince !== undefined)).toBe(false);
  });

  test('is refused in one line with the list of sets if it does not exist', async () => {
    const all = readRuleSets().map(({ name }) => name);
    for (const rules of ['2019-01', '', 'constructor', '__proto__'])
      await expect(checkHostd({ command, rules })).rejects.toThrow(
        `there is no rule set "${rules}": ${all.join(', ')}`,
      );
  });

  test('is part of the command that runs a check again', async () => {
    const report = await checkHostd({ command, only: ['healthz/no-key'], rules: ruleSet().name });
    expect(report.checks[0]?.rerun).toContain(`--rules ${ruleSet().name}`);
  });
});

describe('a level', () => {
  const check = (level: Level) => ({ id: 'a/b', level });
  const set = (level: Level): RuleSet => ({ name: 'x', levels: { 'a/b': level } });

  test('that was raised later is that of the set', () => {
    expect(atLevelOf(set('should'), check('must')).level).toBe('should');
    expect(atLevelOf(set('may'), check('should')).level).toBe('may');
  });

  test('that was lowered later stays low, because that fixed a false positive', () => {
    expect(atLevelOf(set('must'), check('may')).level).toBe('may');
  });

  test('of a check that the set does not have is its own', () => {
    expect(atLevelOf({ name: 'x', levels: {} }, check('must')).level).toBe('must');
  });
});

describe('a check that is newer than the set', () => {
  const passed = ofOutcome('pass');
  const broken = ofOutcome('fail', 'warn', 'untestable');

  test('keeps its outcome and does not count', () => {
    const report = judgeBy(setOf(...passed), reportOf([...passed, ...broken], true));
    expect(report).toMatchObject({ rules: '2020-01', verdict: 'conformant', exitCode: 0 });
    expect(report.checks.map(({ outcome }) => outcome)).toEqual(['pass', 'fail', 'warn', 'untestable']);
    expect(report.checks.map(({ newSince }) => newSince)).toEqual([undefined, '2020-01', '2020-01', '2020-01']);
    expect(report.summary).toEqual(reportOf([...passed, ...broken]).summary);
  });

  test('does not change the checks of the set', () => {
    const report = judgeBy(setOf(...passed, ...broken), reportOf([...passed, ...broken]));
    expect(report).toEqual({ ...reportOf([...passed, ...broken]), rules: '2020-01' });
  });

  test('is not a run by itself', () => {
    const report = judgeBy(setOf(), reportOf(passed));
    expect(report.exitCode).toBe(2);
    expect(renderPretty(report)).toMatch(/newer than\s+rule set 2020-01/);
  });

  test('does not hide a bug of the suite', () => {
    expect(judgeBy(setOf(...passed), reportOf([...passed, ...ofOutcome('error')])).exitCode).toBe(4);
  });

  test('is shown as such by every reporter, and as a failure by none', () => {
    const report = judgeBy(setOf(...passed), reportOf([...passed, ...broken]));
    const pretty = renderPretty(report);
    expect(pretty).toContain('New since 2020-01, not judged\n  ✗ alpha/fails: Something holds.\n');
    expect(pretty).toContain('Conformant: every rule that was checked holds. 3 checks are newer than rule set');
    expect(pretty).not.toContain('baseline');
    expect(renderHtml(report)).toContain('New since 2020-01, not judged');
    expect(renderHtml(report)).not.toContain('excused by the baseline');
    expect(renderMarkdown(report)).toContain('(must, not judged)');
    expect(renderJunit(report)).toContain('failures="0" errors="0"');
    expect(renderTap(report)).toContain('# TODO not judged: new since 2020-01');
    expect(renderTap(report)).not.toMatch(/^not ok (?!.*# TODO)/m);
    expect(JSON.parse(renderBadge(report))).toMatchObject({ message: 'conformant', color: 'brightgreen' });
  });
});

describe('the sets and the checks', () => {
  const now: readonly Ruled[] = [
    { id: 'a/one', level: 'must' },
    { id: 'a/two', level: 'should' },
  ];
  const file = (name: string, released: string | false, given: Record<string, Level>): RuleSetFile => ({
    ...{ name, released },
    checks: given,
  });
  const all = { 'a/one': 'must', 'a/two': 'should' } as const;

  test('fit: those of this package', () => {
    expect(ruleProblems()).toEqual([]);
  });

  test('fit when the newest set is not released, whatever is new', () => {
    expect(ruleProblems([file('1', '0.1.0', { 'a/one': 'should' }), file('2', false, {})], now)).toEqual([]);
    expect(ruleProblems([file('1', '0.1.0', all)], now)).toEqual([]);
  });

  test.each([
    ['a new check', [file('1', '0.1.0', { 'a/one': 'must' })], /^a\/two is in no rule set, but 1 is released: make/],
    [
      'another level',
      [file('1', '0.1.0', { ...all, 'a/two': 'may' })],
      /^a\/two is a should and was a may, but 1 is released/,
    ],
    [
      'a check that is gone, from an old set',
      [file('1', '0.1.0', { ...all, 'a/old': 'must' }), file('2', '0.2.0', all)],
      /^suites\/rules\/1\.yaml has a\/old, which is gone: an id is never removed or renamed$/,
    ],
    ['two open sets', [file('1', false, all), file('2', false, all)], /^suites\/rules\/1\.yaml is not released/],
    ['no set', [], /has no rule set/],
  ] as const)('do not fit: %s', (_, sets, line) => {
    expect(ruleProblems(sets, now).filter((problem) => line.test(problem))).toHaveLength(1);
  });
});
