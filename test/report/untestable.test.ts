import { describe, expect, test } from 'vitest';
import { applyBaseline } from '../../src/baseline/baseline.ts';
import { baselineOf } from '../../src/baseline/file.ts';
import { renderBadge } from '../../src/report/reporters/badge.ts';
import { renderGithub } from '../../src/report/reporters/github.ts';
import { renderHtml } from '../../src/report/reporters/html.ts';
import { renderJunit } from '../../src/report/reporters/junit.ts';
import { renderMarkdown } from '../../src/report/reporters/markdown.ts';
import { renderPretty } from '../../src/report/reporters/pretty.ts';
import { renderSarif } from '../../src/report/reporters/sarif.ts';
import { renderTap } from '../../src/report/reporters/tap.ts';
import { asShould, ofOutcome, reportOf } from './fixture.ts';

const passed = ofOutcome('pass');
const must = ofOutcome('untestable');
const should = must.map(asShould);

describe('an untestable SHOULD', () => {
  const report = reportOf([...passed, ...should]);

  test('fails only a strict run, unlike an untestable MUST', () => {
    expect(report).toMatchObject({ verdict: 'conformant', exitCode: 0 });
    expect(reportOf([...passed, ...should], true).exitCode).toBe(1);
    expect(reportOf([...passed, ...must]).exitCode).toBe(1);
  });

  test('is no verdict by itself', () => {
    const alone = reportOf(should);
    expect(alone.exitCode).toBe(2);
    expect(renderPretty(alone)).toContain('Nothing was judged: the control of every selected check failed.');
  });

  test('is yellow on a terminal, and part of the verdict', () => {
    const text = renderPretty(report, { color: true });
    expect(text).toContain('\x1b[33m? gamma/untestable');
    expect(text).toMatch(/\x1b\[33mConformant/);
    expect(renderPretty(report).replace(/\s+/g, ' ')).toContain(
      'holds; 1 SHOULD rule could not be judged because the control failed.',
    );
  });

  test('is a warning to every reporter', () => {
    expect(JSON.parse(renderBadge(report))).toMatchObject({ message: 'conformant, 1 warning', color: 'yellowgreen' });
    expect(renderGithub(report)).toContain('::warning title=gamma/untestable');
    expect(renderJunit(report)).toContain('failures="0" errors="0"');
    expect(renderJunit(report)).toContain('untestable: expected');
    expect(renderTap(report)).toMatch(/^not ok 2 - gamma\/untestable.* # TODO a SHOULD rule$/m);
    expect(renderMarkdown(report)).toContain('| `gamma` |  |  | 1 |  |  |');
    expect(renderHtml(report)).toContain('<details class="check warn" id="gamma/untestable"');
    expect(renderHtml(report)).toContain('SHOULD rules that could not be judged');
    expect(JSON.parse(renderSarif(report)).runs[0].results).toMatchObject([{ level: 'warning' }]);
  });

  test('is an error to every reporter in a strict run', () => {
    const strict = reportOf([...passed, ...should], true);
    expect(JSON.parse(renderBadge(strict))).toMatchObject({ message: '1 untestable', color: 'red' });
    expect(renderGithub(strict)).toContain('::error title=gamma/untestable');
    expect(renderJunit(strict)).toContain('failures="1" errors="0"');
    expect(renderTap(strict)).toMatch(/^not ok 2 - gamma\/untestable[^#]*$/m);
  });

  test('goes into a baseline of a strict run only', () => {
    const written = (strict: boolean) =>
      baselineOf(applyBaseline(reportOf([...passed, ...should], strict), [], []), []);
    expect(written(false)).toContain('[]');
    expect(written(true)).toContain('check: gamma/untestable');
  });
});
