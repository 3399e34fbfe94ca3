import { describe, expect, test } from 'vitest';
import { reduced, textOf } from '../../src/fleet/reduce.ts';
import type { Fleet } from '../../src/model/fleet.ts';
import { renderHtmlFleet, renderMarkdownFleet, renderPrettyFleet } from '../../src/report/compare/fleet.ts';
import { caseOf, checkOf, checks, HOSTILE, ofOutcome, reportOf } from './fixture.ts';

/** A fleet with this many targets. Every fifth one is broken, and one is unreachable. */
function fleetOf(count: number): Fleet {
  const { suite, contract, startedAt, durationMs, profiles, strict } = reportOf(checks);
  const targets = Array.from({ length: count - 1 }, (_, i) => {
    const report = reportOf(i % 5 === 0 ? ofOutcome('pass', 'fail', 'warn') : ofOutcome('pass'));
    return reduced({ ...report, target: { kind: 'url', label: `http://h${i}:7070` } });
  });
  return {
    ...{ schemaVersion: 1, kind: 'fleet', suite, contract, startedAt, durationMs, profiles, strict },
    ...{ rules: '2026-11', seed: '1', verdict: 'not conformant', exitCode: 3, checks: checks.map(textOf) },
    targets: [...targets, { label: 'http://gone:7070', exitCode: 3, error: `nothing listens\n${HOSTILE}` }],
  };
}

describe('a fleet', () => {
  test('of few targets has a column for each', () => {
    const text = renderPrettyFleet(fleetOf(4));
    expect(text).toContain(' ✗ · · ·  alpha/fails must');
    expect(text).toContain('2 of 4 targets conformant.\n\nNot checked\n  ! http://gone:7070: nothing listens');
  });

  test('of many targets lists the targets of each check that did not pass', () => {
    const text = renderPrettyFleet(fleetOf(41));
    expect(text).toContain('✗ alpha/fails must: 8 targets\n    http://h0:7070, http://h5:7070,');
    expect(text).toContain('! beta/warns should: 8 targets');
    expect(text).toContain('32 of 41 targets conformant.\n\nNot checked\n  ! http://gone:7070');
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  test('escapes the output of targets', () => {
    for (const text of [renderPrettyFleet(fleetOf(4)), renderPrettyFleet(fleetOf(41)), renderMarkdownFleet(fleetOf(4))])
      expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f\u202e]/);
    expect(renderMarkdownFleet(fleetOf(4))).not.toContain('<x a="1">');
  });

  test('of five hundred targets is a page of some megabytes', () => {
    const page = renderHtmlFleet(fleetOf(500));
    expect(page).toContain('http://h498:7070');
    expect(page.length).toBeLessThan(5_000_000);
  });
});

describe('the stored part of a report', () => {
  const huge = 'x'.repeat(100_000);
  const exchange = { role: 'probe' as const, sent: huge, received: huge, durationMs: 1 };
  const broken = caseOf({
    ...{ outcome: 'fail', expected: huge, actual: huge, exchanges: Array(12).fill(exchange), curl: huge },
  });
  const report = reportOf([
    checkOf({ id: 'a/passes', cases: Array(50).fill(caseOf({ exchanges: [exchange] })) }),
    checkOf({ id: 'a/fails', outcome: 'fail', cases: [caseOf(), ...Array(50).fill(broken)] }),
  ]);

  test('is bounded, whatever the target sent', () => {
    expect(JSON.stringify(reduced(report)).length).toBeLessThan(8_000);
  });

  test('is the outcome of each check, and the first case that is as bad', () => {
    const [passes, fails] = reduced(report).results ?? [];
    expect(passes).toEqual({ id: 'a/passes', outcome: 'pass' });
    expect(fails).toMatchObject({ outcome: 'fail', case: { outcome: 'fail', exchanges: [{ role: 'probe' }] } });
    expect(fails?.rerun).toBe('podflare-conformance --url http://127.0.0.1:7070 --only a/fails');
  });
});
