import { marked } from 'marked';
import { describe, expect, test } from 'vitest';
import type { CheckResult } from '../../src/model/report.ts';
import { renderMarkdownComparison } from '../../src/report/compare/markdown.ts';
import { code, escaped, fenced } from '../../src/report/render/markdown/markdown.ts';
import { LONGEST, renderMarkdown } from '../../src/report/reporters/markdown.ts';
import { caseOf, checkOf, checks, HOSTILE, ofOutcome, reportOf } from './fixture.ts';
import { runnerCommands } from './runner.ts';

/** Renders Markdown as GitHub does, and removes all code, so that only active content is left. */
function active(markdown: string): string {
  const rendered = marked.parse(markdown, { async: false, gfm: true });
  return rendered.replace(/<pre><code[^>]*>[^<]*<\/code><\/pre>|<code>[^<]*<\/code>/g, '');
}

const HOSTILES = [
  HOSTILE,
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '```\n# out of the fence\n<b>bold</b>\n````\n~~~',
  '@podflare/everyone #1 https://evil.example www.evil.example [a](https://evil.example) ![b](https://evil.example)',
  '</details></summary><!-- | a | b |',
  '::set-output name=a::b\n  ::error::c\n##[error]d',
];

describe('the Markdown report', () => {
  test('shows the verdict, the families and each finding', () => {
    const text = renderMarkdown(reportOf(checks));
    expect(text).toMatch(/^## ❌ hostd conformance: not conformant\n/);
    expect(text).toContain('| `alpha` | 1 | 1 |  |  |  |');
    for (const part of [
      '<code>alpha/fails</code> (must)',
      'found     200 text/html',
      '> POST /v1/sandboxes',
      'curl -sS',
    ])
      expect(text).toContain(part);
    expect(marked.parse(text, { async: false }).match(/<summary>/g)).toHaveLength(7);
  });

  test.each(HOSTILES)('escapes the output of a target: %j', (actual) => {
    const hostile = checks.map((check) => ({
      ...check,
      ...(check.outcome === 'skip' && { reason: actual }),
      cases: check.cases.map((item) => ({
        ...item,
        ...(item.outcome !== 'pass' && { actual, reason: actual, curl: actual }),
        exchanges: [{ role: 'probe' as const, sent: actual, received: actual, failure: actual, durationMs: 1 }],
      })),
    }));
    const text = renderMarkdown({ ...reportOf(hostile), target: { kind: 'url', label: actual } });
    expect(runnerCommands(text)).toEqual([]);
    const left = active(text);
    expect(left).not.toMatch(/<script|<img|<a |<b>|onerror|evil\.example|@podflare|<h1/);
    expect(left.match(/<details>/g)?.length).toBe(left.match(/<\/details>/g)?.length);
  });

  test('escapes what stands outside of code', () => {
    for (const text of HOSTILES) {
      const left = marked.parse(escaped(text), { async: false });
      expect(left).not.toMatch(/<script|<img|<a |<b>|<h1|<pre|@podflare|#1/);
      expect(escaped(text)).not.toContain('\n');
    }
    expect(marked.parse(escaped('- a'), { async: false })).toBe('<p>- a</p>\n');
    expect(marked.parse(escaped('1. a'), { async: false })).toBe('<p>1. a</p>\n');
    expect(marked.parse(escaped('a_b_c *d* `e`'), { async: false })).toBe('<p>a_b_c *d* `e`</p>\n');
    expect(marked.parse(code('a `` b'), { async: false })).toBe('<p><code>a `` b</code></p>\n');
    expect(fenced('````')).toBe('`````text\n````\n`````');
  });

  test('fits into a comment on GitHub, and counts what does not', () => {
    const many = Array.from({ length: 300 }, (_, i) =>
      checkOf({
        id: `many/${i}`,
        outcome: 'fail',
        cases: [caseOf({ outcome: 'fail', actual: 'y'.repeat(1024 * 1024) })],
      }),
    );
    const text = renderMarkdown(reportOf(many));
    expect(text.length).toBeLessThanOrEqual(LONGEST);
    expect(text.length).toBeGreaterThan(LONGEST - 6_000);
    const shown = text.match(/<summary>/g)?.length ?? 0;
    expect(text).toContain(`…and ${300 - shown} more sections`);
    expect(text).toMatch(/<\/sub>\n$/);
  });

  test('marks what a baseline excuses, and says what does not fit it', () => {
    const excused = ofOutcome('fail').map((check) => ({ ...check, excuse: { reason: 'see *here*' } }));
    const problem = { check: 'a/b', kind: 'stale' as const, message: 'a/b passes' };
    const text = renderMarkdown({ ...reportOf(excused), baseline: { excused: 1, problems: [problem] } });
    expect(text).toContain('(must, known)');
    expect(text).toContain('Known: see \\*here\\*');
    expect(text).toContain('- ❌ a/b passes');
  });
});

test('several runs are one table of the checks that did not pass everywhere', () => {
  const other: readonly CheckResult[] = checks.map((check) => ({ ...check, outcome: 'pass' }));
  const named = (label: string, given: readonly CheckResult[]) => ({
    ...reportOf(given),
    target: { kind: 'url', label },
  });
  const text = renderMarkdownComparison([named('a|b', checks), named('c', other.slice(0, 4)), named('c', other)]);
  expect(text).toContain('| check | level | a\\|b | c | c (2) |');
  expect(text).toContain('| `alpha/fails` | must | ❌ | ✅ | ✅ |');
  expect(text).toContain('| `gamma/errs` | must | 💥 | · | ✅ |');
  expect(text).not.toContain('alpha/passes');
  expect(text).toContain('1 of 8 checks passed everywhere.');
  expect(marked.parse(text, { async: false })).toContain('<table>');
});
