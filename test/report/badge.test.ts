import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { renderBadge } from '../../src/report/reporters/badge.ts';
import { ofOutcome, reportOf } from './fixture.ts';

/** The members that shields.io documents for the response of an endpoint. */
const MEMBERS = ['schemaVersion', 'label', 'message', 'color'];

describe('the badge', () => {
  const [failing, warned] = [ofOutcome('fail'), ofOutcome('warn')];
  const excused = failing.map((check) => ({ ...check, excuse: { reason: 'known' } }));
  const known = { ...reportOf(excused), exitCode: 0 as const, baseline: { excused: 1, problems: [] } };
  const problem = { check: 'a/b', kind: 'stale' as const, message: 'a/b passes' };
  const cases: readonly (readonly [Report, string, string])[] = [
    [reportOf(ofOutcome('pass')), 'conformant', 'brightgreen'],
    [reportOf(ofOutcome('pass', 'warn')), 'conformant, 1 warning', 'yellowgreen'],
    [reportOf(warned, true), '1 rule violated', 'red'],
    [reportOf(ofOutcome('fail', 'untestable')), '1 rule violated, 1 untestable', 'red'],
    [reportOf(ofOutcome('skip')), 'nothing checked', 'lightgrey'],
    [reportOf(ofOutcome('pass', 'error')), 'no verdict', 'lightgrey'],
    [known, '1 rule violated', 'orange'],
    [
      { ...reportOf(ofOutcome('pass')), exitCode: 1 as const, baseline: { excused: 0, problems: [problem] } },
      'baseline out of date',
      'red',
    ],
  ];

  const byMessage = cases.map(([report, message, color]) => [message, color, report] as const);
  test.each(byMessage)('says "%s" in %s', (message, color, report) => {
    const badge = JSON.parse(renderBadge(report)) as Record<string, unknown>;
    expect(badge).toEqual({ schemaVersion: 1, label: 'hostd conformance', message, color });
    expect(Object.keys(badge)).toEqual(MEMBERS);
  });
});
