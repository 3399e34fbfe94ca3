import { describe, expect, test } from 'vitest';
import { renderHtml } from '../../src/report/reporters/html.ts';
import { renderMarkdown } from '../../src/report/reporters/markdown.ts';
import { renderPretty } from '../../src/report/reporters/pretty.ts';
import { renderTap } from '../../src/report/reporters/tap.ts';
import { caseOf, checkOf, reportOf } from './fixture.ts';

describe('a check that passed although one of its cases was skipped', () => {
  const reason = 'the server answers in HTTP/2';
  const report = reportOf([
    checkOf({
      id: 'bypass/upgrade',
      cases: [caseOf({ name: 'WebSocket' }), caseOf({ name: 'h2c', outcome: 'skip', reason })],
    }),
  ]);

  test('says so after its tick, with the reason', () => {
    const text = renderPretty(report);
    expect(text).toContain('✓ upgrade (1 of 2 cases skipped)');
    expect(text).toContain(`Not checked here\n  ${reason}\n    bypass/upgrade (1 of 2 cases)`);
  });

  test('says so in the other reports', () => {
    expect(renderMarkdown(report)).toContain('1 check not checked here in part');
    expect(renderMarkdown(report)).toContain('`bypass/upgrade (1 of 2 cases)`');
    expect(renderHtml(report)).toContain('1 of 2 cases skipped');
    expect(renderTap(report)).toMatch(/^ok 1 - .*\n {2}---\n {2}skipped:\n.*h2c.*the server answers in HTTP\/2/m);
  });
});
