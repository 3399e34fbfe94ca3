import { describe, expect, test } from 'vitest';
import { renderGithub } from '../../src/report/reporters/github.ts';
import { checkOf, checks, HOSTILE, ofOutcome, reportOf } from './fixture.ts';
import { runnerCommands } from './runner.ts';

describe('annotations for GitHub', () => {
  test('are an error, a warning or a notice, with the id of the check as title', () => {
    const commands = runnerCommands(renderGithub(reportOf(checks)));
    expect(commands.map(({ name, properties }) => `${name} ${properties.title}`)).toEqual([
      'error gamma/errs (must)',
      'error alpha/fails (must)',
      'error gamma/untestable (must, could not be judged)',
      'warning beta/warns (should)',
      'notice beta/notes (may)',
    ]);
  });

  test('show a violated SHOULD as an error in a strict run', () => {
    expect(runnerCommands(renderGithub(reportOf(ofOutcome('warn'), true)))[0]?.name).toBe('error');
  });

  test('show an excused finding as a notice, and a problem of the baseline as an error', () => {
    const [failing] = ofOutcome('fail');
    const excused = { ...reportOf(failing ? [{ ...failing, excuse: { reason: 'old: known, %0A' } }] : []) };
    const problem = { check: 'a/b', kind: 'stale' as const, message: 'a/b passes' };
    const commands = runnerCommands(renderGithub({ ...excused, baseline: { excused: 1, problems: [problem] } }));
    expect(commands.map(({ name }) => name)).toEqual(['error', 'notice']);
    expect(commands[0]?.message).toBe('a/b passes');
    expect(commands[1]?.message).toContain('Known: old: known, %0A\n');
  });

  test('survive the parser of GitHub, and cannot be escaped by output of a target', () => {
    const [failing] = ofOutcome('fail');
    const actual = `x\n::set-output name=a::b\n##[error]y\r\n::stop-commands::t %0A%3A ${HOSTILE}`;
    const cases = failing?.cases.map((item) => ({ ...item, actual })) ?? [];
    const text = renderGithub(reportOf(failing ? [{ ...failing, cases }] : []));
    expect(runnerCommands(text)).toHaveLength(1);
    expect(runnerCommands(text)[0]?.message).toContain('Found: x\n::set-output name=a::b');
    expect(runnerCommands(text)[0]?.message).toContain('%0A%3A a\\x1b[2J');
    expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/);
  });

  test('have a title that ends where it should', () => {
    const problem = { check: 'a,file=b.ts::c%3A', kind: 'unmatched' as const, message: 'x' };
    const text = renderGithub({ ...reportOf(ofOutcome('pass')), baseline: { excused: 0, problems: [problem] } });
    expect(text.split('\n')[0]).toBe('::error title=baseline%3A unmatched entry a%2Cfile=b.ts%3A%3Ac%253A::x');
    expect(runnerCommands(text)[0]).toEqual({
      name: 'error',
      properties: { title: 'baseline: unmatched entry a,file=b.ts::c%3A' },
      message: 'x',
    });
  });

  test('are as many as GitHub shows; the last one names the others', () => {
    const many = Array.from({ length: 25 }, (_, i) => checkOf({ id: `many/${i}`, outcome: 'fail' }));
    const commands = runnerCommands(renderGithub(reportOf(many)));
    expect(commands).toHaveLength(10);
    expect(commands.at(-1)?.properties.title).toBe('and 16 more');
    expect(commands.at(-1)?.message).toMatch(/^many\/9 .*\n(?:.*\n)*many\/24/);
  });

  test('of a conformant server are none', () => {
    expect(renderGithub(reportOf(ofOutcome('pass')))).toBe('Conformant: every rule that was checked holds.\n');
  });
});
