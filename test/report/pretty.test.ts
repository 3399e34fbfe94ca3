import { describe, expect, test } from 'vitest';
import { renderPretty } from '../../src/report/reporters/pretty.ts';
import { checks, HOSTILE, ofOutcome, reportOf } from './fixture.ts';

const everything = renderPretty(reportOf(checks));
const lastLines = (text: string) => text.trimEnd().split('\n').slice(-4).join(' ');

describe('the pretty report', () => {
  test('fits 80 columns, except for lines to copy', () => {
    const wide = everything.split('\n').filter((line) => line.length > 80);
    expect(wide.filter((line) => !/^ {2}(repeat|rerun) /.test(line))).toEqual([]);
  });

  test('contains no terminal escape sequences of the target', () => {
    expect(everything).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]/);
    expect(everything).toContain('a\\x1b[2Jb\\x07c\\u202ed');
    expect(HOSTILE).toContain('\x1b');
  });

  test('has colours only when they are wanted', () => {
    const painted = renderPretty(reportOf(checks), { color: true });
    expect(painted).toContain('\x1b[31m');
    expect(painted.replace(/\x1b\[\d+m/g, '')).toBe(everything);
  });

  test('shows everything that is needed to understand and repeat a failure', () => {
    const finding = everything.slice(everything.indexOf('✗ alpha/fails  MUST auth/some-rule violated'));
    for (const part of [
      'GET /a, server with two keys, on 127.0.0.1',
      'expected  401 with {"error":"invalid api key"}',
      'found     200 text/html',
      '> POST /v1/sandboxes HTTP/1.1',
      '< (no answer)',
      'order     request 3 on its connection; the next line opens a new one',
      'repeat    curl -sS',
      'also      GET /b; GET /c',
      'GET /d, server with no keys, on 127.0.0.1',
      'why       Otherwise',
      'fix       Look there.',
      'rerun     podflare-conformance --url http://127.0.0.1:7070 --only alpha/fails',
    ])
      expect(finding).toContain(part);
  });

  test('is brief about a MAY', () => {
    const note = renderPretty(reportOf(ofOutcome('note')));
    expect(note).toContain('i beta/notes  MAY auth/some-rule noted');
    expect(note).not.toContain('curl');
  });

  test('shows of a bug its message, not its stack', () => {
    const bug = renderPretty(reportOf(ofOutcome('error')));
    expect(bug).toContain('because   Error: ]]>\n');
    expect(bug).not.toContain('at x');
  });

  test('groups what was not checked by its reason', () => {
    expect(everything).toMatch(/Not checked here\n {2}needs a target that the suite starts\n {4}beta\/absent\n/);
  });

  test('is truncated if it is long', () => {
    const [failing] = ofOutcome('fail');
    const sent = Array.from({ length: 100 }, (_, i) => `X-${i}: y`).join('\n');
    const cases = Array.from({ length: 30 }, (_, i) => ({
      ...{ name: `case ${i}`, configuration: 'enforced', outcome: 'fail' as const, retries: 0, durationMs: 1 },
      ...{ expected: 'a', actual: i < 20 ? 'b' : `b${i}` },
      exchanges: [{ role: 'probe' as const, sent, durationMs: 1 }],
    }));
    const text = renderPretty(reportOf(failing ? [{ ...failing, cases }] : []));
    expect(text).toContain('(76 more lines)');
    expect(text).toContain('case 6; and 13 more cases');
    expect(text.split('\n').length).toBeLessThan(110);
  });
});

describe('the verdict of the pretty report', () => {
  const cases = [
    [[ofOutcome('pass')], 'Conformant: every rule that was checked holds.'],
    [[ofOutcome('pass', 'warn')], 'Conformant: every MUST rule that was checked holds; 1 SHOULD rule does not.'],
    [[ofOutcome('pass', 'warn'), true], 'Not conformant: 1 SHOULD rule is violated.'],
    [[ofOutcome('pass', 'skip')], '2 MUST rules could not be checked here'],
    [[ofOutcome('pass', 'fail')], 'Not conformant: 1 MUST rule is violated.'],
    [[ofOutcome('fail', 'untestable')], '1 rule could not be judged because the control failed.'],
    [[ofOutcome('skip')], 'Nothing was checked'],
    [[ofOutcome('pass', 'error')], 'No verdict: 1 check hit a bug in podflare-conformance; please report it.'],
  ] as const;
  test.each(cases.map(([args, sentence]) => [sentence, args] as const))('says: %s', (sentence, [results, strict]) => {
    expect(lastLines(renderPretty(reportOf(results, strict)))).toContain(sentence);
  });

  test('is followed by the numbers', () => {
    expect(lastLines(everything)).toContain(
      'Checks: 1 passed, 1 failed, 1 untestable, 1 in error, 1 warning, 1 note, 2 skipped. 11 cases, 1,000 requests, 1.2 s.',
    );
  });
});
