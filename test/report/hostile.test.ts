import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { COMPARING, REPORTERS } from '../../src/report/names.ts';
import { renderReports } from '../../src/report/render.ts';
import { checks, reportOf } from './fixture.ts';
import { runnerCommands } from './runner.ts';

/** A report in which a target has put a text wherever it can. */
function saying(text: string): Report {
  const hostile = checks.map((check) => ({
    ...check,
    ...(check.outcome === 'skip' && { reason: text }),
    cases: check.cases.map((item) => ({
      ...item,
      ...(item.outcome !== 'pass' && { expected: text, actual: text, reason: text }),
      exchanges: [{ role: 'probe' as const, sent: text, received: text, failure: text, durationMs: 1 }],
    })),
  }));
  return { ...reportOf(hostile), target: { kind: 'url', label: text } };
}

const COMMANDS = 'x\n::set-output name=a::b\n  ::error title=c::d\n##[error]e\nf ::stop-commands::g\r\n::add-mask::h';

/** The HTML report is not printed to a log, so it is not tested here. */
const PRINTED = REPORTERS.filter((name) => name !== 'html' && name !== 'github');

describe('the output of a target', () => {
  test.each(PRINTED)('is no command of a GitHub job in the %s report', async (name) => {
    const long = `${'word '.repeat(15)}::error::at the start of a line that is wrapped`;
    for (const text of [COMMANDS, long]) expect(runnerCommands(await renderReports(name, [saying(text)]))).toEqual([]);
  });

  test.each(COMPARING.filter((name) => name !== 'html'))('is none in the comparison as %s', async (name) => {
    expect(runnerCommands(await renderReports(name, [saying(COMMANDS), saying(COMMANDS)]))).toEqual([]);
  });

  test('makes only the annotations that are meant', async () => {
    const commands = runnerCommands(await renderReports('github', [saying(COMMANDS)]));
    expect(commands.map(({ name }) => name)).toEqual(['error', 'error', 'error', 'warning', 'notice']);
  });

  test('is in the JSON report as it came', async () => {
    expect(JSON.parse(await renderReports('json', [saying(COMMANDS)]))).toEqual(saying(COMMANDS));
  });

  test.each(REPORTERS)('is no control character in the %s report, and no half of one', async (name) => {
    const text = await renderReports(name, [saying('a\x00b\x1b[2Jc\x9bd\u202ee\ud800f\u2028g')]);
    // JSON has its own escapes, and may contain every character above 0x7F.
    const allowed = name === 'json' ? /[\x00-\x09\x0b-\x1f]/ : /[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u202e]/;
    expect(text).not.toMatch(allowed);
    expect(Buffer.from(text).toString()).toBe(text);
  });

  test.each(REPORTERS.filter((name) => name !== 'json'))('of 1 MB on a line is cut in the %s report', async (name) => {
    expect((await renderReports(name, [saying('y'.repeat(1024 * 1024))])).length).toBeLessThan(1_000_000);
  });
});
