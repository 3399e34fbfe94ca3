import { describe, expect, test } from 'vitest';
import { applyBaseline, type Entry } from '../../src/baseline/baseline.ts';
import { baselineOf, parseBaseline } from '../../src/baseline/file.ts';
import type { CheckResult } from '../../src/model/report.ts';
import { renderHtml } from '../../src/report/reporters/html.ts';
import { renderJunit } from '../../src/report/reporters/junit.ts';
import { renderPretty } from '../../src/report/reporters/pretty.ts';
import { checkOf, checks, ofOutcome, reportOf } from './fixture.ts';

/** The fixture's runs start on 2026-11-24. */
const parsed = (text: string) => parseBaseline(text, 'base.yaml');
const ids = [...checks.map(({ id }) => id), 'gamma/elsewhere'];
const judge = (given: readonly CheckResult[], text: string, strict = false) =>
  applyBaseline(reportOf(given, strict), parsed(text), ids);
const entry = (check: string, more = '') => `- { check: "${check}", reason: known${more} }\n`;

describe('a baseline', () => {
  test('is a list of entries', () => {
    const text =
      '# why\n- check: a/b\n  reason: the gateway\n  issue: 12\n  until: 2026-12-31\n- check: c/*\n  reason: |\n    x\n';
    expect(parsed(text)).toEqual<Entry[]>([
      { check: 'a/b', reason: 'the gateway', issue: '12', until: '2026-12-31', place: 'base.yaml, line 2' },
      { check: 'c/*', reason: 'x', place: 'base.yaml, line 6' },
    ]);
    expect(parsed('')).toEqual([]);
    expect(parsed('# nothing\n[]\n')).toEqual([]);
  });

  test.each([
    ['a: b', 'base.yaml is not a baseline: expected a list of entries'],
    ['- a/b', 'base.yaml, line 1: expected an entry with "check" and "reason"'],
    ['- check: a/b', 'base.yaml, line 1: the entry of a/b lacks a "reason"'],
    ['- check: a/b\n  reason: " "', 'base.yaml, line 1: the entry of a/b lacks a "reason"'],
    ['- reason: x', 'base.yaml, line 1: the entry lacks "check", the id of a check or a glob'],
    ['- check: a/b\n  reason: [x]', 'base.yaml, line 1: "reason" is to be a text'],
    ['\n- check: a/b\n  reson: x', 'base.yaml, line 2: "reson" is none of check, reason, issue, until'],
    [entry('a/b', ', until: 2026-02-30'), '"until" of a/b is a day such as 2026-12-31, not "2026-02-30"'],
    [entry('a/b', ', until: tomorrow'), '"until" of a/b is a day such as 2026-12-31, not "tomorrow"'],
    [entry('a/b') + entry('a/b'), 'base.yaml, line 2: there is an entry of a/b already'],
    ['- check: "a', 'base.yaml, line 1: Missing closing "quote'],
    ['- &a [*a]', 'base.yaml, line 1: expected an entry with "check" and "reason"'],
  ])('%j is refused with the line', (text, message) => {
    expect(() => parsed(text)).toThrow(message);
  });

  test('excuses what is broken, and leaves the verdict what it is', () => {
    const report = judge(ofOutcome('pass', 'fail'), entry('alpha/fails', ', issue: "#1", until: 2026-11-24'));
    expect(report).toMatchObject({ exitCode: 0, verdict: 'not conformant', baseline: { excused: 1, problems: [] } });
    expect(report.checks.map(({ excuse }) => excuse)).toEqual([
      undefined,
      { reason: 'known', issue: '#1', until: '2026-11-24' },
    ]);
    expect(judge(ofOutcome('pass', 'fail'), '[]').exitCode).toBe(1);
    expect(judge(ofOutcome('warn'), entry('beta/*'), true).exitCode).toBe(0);
    expect(judge(ofOutcome('warn'), '[]', true).exitCode).toBe(1);
  });

  test('has for each check the entry that is most its own', () => {
    const text = `${entry('alpha/*')}- { check: alpha/fails, reason: its own }\n`;
    expect(judge(ofOutcome('fail'), text).checks[0]?.excuse?.reason).toBe('its own');
  });

  test('excuses an untestable check by its id only, for a glob would hide that nothing is checked', () => {
    expect(judge(ofOutcome('pass', 'untestable'), entry('gamma/untestable')).exitCode).toBe(0);
    expect(judge(ofOutcome('pass', 'untestable'), entry('gamma/*')).exitCode).toBe(1);
  });

  test('does not make a run green in which every check is untestable or skipped', () => {
    expect(judge(ofOutcome('untestable', 'skip'), entry('gamma/untestable')).exitCode).toBe(1);
  });

  test('never excuses a bug of the suite, nor a run in which nothing was checked', () => {
    const report = judge(ofOutcome('pass', 'error'), entry('gamma/errs'));
    expect(report).toMatchObject({ exitCode: 4, baseline: { excused: 0 } });
    expect(judge(ofOutcome('skip'), entry('beta/skips')).exitCode).toBe(2);
  });

  test.each([
    ['an entry whose check passes', entry('alpha/passes'), 'stale', 'alpha/passes passes by now; remove the entry'],
    [
      'a glob whose checks pass',
      entry('alpha/p*'),
      'stale',
      'every check that "alpha/p*" matches passes by now; remove the entry',
    ],
    ['an entry of a MAY', entry('beta/notes'), 'stale', 'beta/notes passes by now; remove the entry'],
    [
      'an entry whose last day is over',
      entry('alpha/fails', ', until: 2026-11-23'),
      'expired',
      'the entry of alpha/fails expired on 2026-11-23; mend what it excuses, or give it a later day',
    ],
    [
      'a misspelt id',
      entry('alpha/fail'),
      'unmatched',
      'there is no check "alpha/fail"; correct the entry or remove it',
    ],
    ['a glob of nothing', entry('delta/*'), 'unmatched', 'there is no check "delta/*"; correct the entry or remove it'],
  ])('fails the run by %s, and says what to do', (_, text, kind, message) => {
    const report = judge(
      ofOutcome('pass', 'note', 'fail'),
      entry('*/fails').repeat(text.includes('fails') ? 0 : 1) + text,
    );
    expect(report.exitCode).toBe(1);
    expect(report.baseline?.problems).toEqual([
      { check: expect.any(String), kind, message: expect.stringMatching(/^base\.yaml, line \d: /) },
    ]);
    expect(report.baseline?.problems[0]?.message).toContain(message);
    expect(renderPretty(report).replace(/\n {4}/g, ' ')).toContain(message);
    expect(renderJunit(report)).toContain(`<failure type="${kind}"`);
  });

  test('says nothing of checks that were skipped or not part of the run', () => {
    const report = judge(ofOutcome('pass', 'skip'), entry('beta/skips') + entry('gamma/elsewhere') + entry('gamma/*'));
    expect(report).toMatchObject({ exitCode: 0, baseline: { problems: [] } });
  });

  test('is told by the reports', () => {
    const known = judge(ofOutcome('pass', 'fail'), entry('alpha/fails', ', issue: "#1"'));
    expect(renderPretty(known)).toContain('Known failures, excused by the baseline\n  ✗ alpha/fails: known (#1)\n');
    expect(renderPretty(known)).toContain(
      'Not conformant, but without new failures: 1 MUST rule is violated, as listed',
    );
    expect(renderJunit(known)).toContain('failures="0" errors="0"');
    expect(renderHtml(known)).toContain('Known failures, excused by the baseline');
    const outdated = judge(ofOutcome('pass'), entry('alpha/passes'));
    expect(renderPretty(outdated)).toContain('Conformant, but the baseline is out of date in 1 place.');
    const both = judge(ofOutcome('pass', 'fail'), entry('alpha/passes'));
    expect(renderPretty(both)).toMatch(
      /Not conformant: 1 MUST rule is violated, the baseline is out of date in 1\n?\s?place/,
    );
  });
});

describe('a baseline that is written', () => {
  test('excuses all findings of the run except bugs', () => {
    const run = judge(checks, '[]', true);
    const text = baselineOf(run, []);
    expect(parsed(text).map(({ check }) => check)).toEqual(['alpha/fails', 'beta/warns', 'gamma/untestable']);
    const again = applyBaseline(reportOf(checks, true), parsed(text), ids);
    expect(again.baseline).toEqual({ excused: 3, problems: [] });
    expect(again.exitCode).toBe(4);
    expect(text).toContain('Fails since 2026-11-24, not looked into yet. The rule: Something holds.');
  });

  test('keeps the entries that still fit, with their reasons', () => {
    const old = `${entry('alpha/fails', ', issue: "#7"')}${entry('alpha/passes')}${entry('none/such')}${entry('gamma/elsewhere')}`;
    const run = judge(ofOutcome('pass', 'fail', 'untestable'), old);
    expect(parsed(baselineOf(run, parsed(old)))).toMatchObject([
      { check: 'alpha/fails', reason: 'known', issue: '#7' },
      { check: 'gamma/elsewhere', reason: 'known' },
      { check: 'gamma/untestable' },
    ]);
  });

  test('of a run without failures is empty', () => {
    expect(parsed(baselineOf(judge([checkOf({ id: 'a/b' })], '[]'), []))).toEqual([]);
  });
});
