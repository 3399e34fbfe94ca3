import { Parser } from 'tap-parser';
import { describe, expect, test } from 'vitest';
import { renderTap } from '../../src/report/reporters/tap.ts';
import { checks, HOSTILE, ofOutcome, reportOf } from './fixture.ts';
import { runnerCommands } from './runner.ts';

interface Point {
  readonly ok: boolean;
  readonly name: string;
  readonly skip?: boolean | string;
  readonly todo?: boolean | string;
  readonly diag?: Record<string, unknown>;
}

/** Parses the test points as a harness does. Throws if the text is not valid TAP. */
function parsed(text: string): { ok: boolean; points: Point[] } {
  const events = Parser.parse(text, { strict: true }) as [string, ...unknown[]][];
  const extra = events.filter(([name]) => ['extra', 'bailout', 'child'].includes(name));
  if (extra.length > 0) throw new Error(JSON.stringify(extra));
  const points = events.flatMap(([name, value]) => (name === 'assert' ? [value as Point] : []));
  const complete = events.find(([name]) => name === 'complete');
  return { ok: (complete?.[1] as { ok: boolean } | undefined)?.ok === true, points };
}

describe('the TAP report', () => {
  test('is read by a harness, a point for each check', () => {
    const { ok, points } = parsed(renderTap(reportOf(checks)));
    expect(ok).toBe(false);
    expect(points.map((point) => [point.ok, point.skip || point.todo || ''])).toEqual([
      [true, ''],
      [false, ''],
      [false, 'a SHOULD rule'],
      [true, ''],
      [true, 'needs a target that the suite starts'],
      [true, expect.stringContaining('port in use a\\x1b[2J')],
      [false, ''],
      [false, ''],
    ]);
    expect(points[1]?.name).toBe('alpha/fails: Something holds.');
  });

  test('takes no text for a directive', () => {
    const title = 'is no # TODO and no \\# SKIP';
    const odd = ofOutcome('pass', 'fail').map((check) => ({ ...check, title }));
    const { ok, points } = parsed(renderTap(reportOf(odd)));
    expect(ok).toBe(false);
    expect(points.map(({ skip, todo }) => [skip, todo])).toEqual([
      [false, false],
      [false, false],
    ]);
    expect(points[0]?.name).toBe(`alpha/passes: ${title}`);
  });

  test('has a diagnostic in which all that is needed comes back as it was', () => {
    const diag = parsed(renderTap(reportOf(checks))).points[1]?.diag;
    expect(diag).toMatchObject({
      outcome: 'fail',
      level: 'must',
      rule: 'auth/some-rule',
      rerun: 'podflare-conformance --url http://127.0.0.1:7070 --only alpha/fails',
      found: [
        {
          case: 'GET /a, server with two keys, on 127.0.0.1',
          expected: '401 with {"error":"invalid api key"}',
          actual: expect.stringContaining(']]> <x a="1">&\\x00\\ud800 é'),
          sent: 'POST /v1/sandboxes HTTP/1.1\nHost: x\n\n{}',
          failure: 'no answer',
        },
        expect.anything(),
      ],
    });
  });

  test('does not count a broken SHOULD, unless the run is strict, nor what a baseline excuses', () => {
    const excused = ofOutcome('fail').map((check) => ({ ...check, excuse: { reason: 'known # TODO' } }));
    expect(parsed(renderTap(reportOf(ofOutcome('warn')))).ok).toBe(true);
    expect(parsed(renderTap(reportOf(ofOutcome('warn'), true))).ok).toBe(false);
    expect(parsed(renderTap(reportOf(excused))).ok).toBe(true);
  });

  test('fails on an entry of the baseline that does not fit', () => {
    const problem = { check: 'a/*', kind: 'stale' as const, message: 'a/* passes: remove it' };
    const { ok, points } = parsed(
      renderTap({ ...reportOf(ofOutcome('pass')), baseline: { excused: 0, problems: [problem] } }),
    );
    expect(ok).toBe(false);
    expect(points.at(-1)).toMatchObject({ ok: false, name: 'baseline: a/*', diag: { message: problem.message } });
  });

  test.each([
    ['an end of the diagnostic', '  ...\nok 9 - forged\n  ---\nx: y'],
    ['a bail-out', 'x\nBail out! now\n1..0\nTAP version 13'],
    ['a directive', 'x # TODO\n# SKIP all'],
    ['commands of a runner', 'x\n::set-output name=a::b\n  ::error::c\n##[error]d'],
    ['hostile bytes', `${HOSTILE}\r\nok 7\n\n  leading blanks\n`],
    ['a line of 1 MB', 'y'.repeat(1024 * 1024)],
  ])('is the same with %s in an answer', (_, actual) => {
    const hostile = ofOutcome('fail', 'skip').map((check) => ({
      ...check,
      ...(check.outcome === 'skip' && { reason: actual }),
      cases: check.cases.map((item) => ({
        ...item,
        actual,
        exchanges: [{ role: 'probe' as const, sent: actual, received: actual, durationMs: 1 }],
      })),
    }));
    const text = renderTap(reportOf(hostile));
    expect(parsed(text).points.map(({ ok }) => ok)).toEqual([false, true, true]);
    expect(runnerCommands(text)).toEqual([]);
    expect(text.length).toBeLessThan(60_000);
  });
});
