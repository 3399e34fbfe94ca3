import { marked } from 'marked';
import { describe, expect, test } from 'vitest';
import { parseStored } from '../../src/cli/inputs/stored.ts';
import { reduced, textOf } from '../../src/fleet/reduce.ts';
import type { Fleet } from '../../src/model/fleet.ts';
import type { Report } from '../../src/model/report.ts';
import { REPORTERS, type ReporterName } from '../../src/report/names.ts';
import { renderFleet, renderReports } from '../../src/report/render.ts';
import { caseOf, checkOf, reportOf } from './fixture.ts';
import { runnerCommands } from './runner.ts';

const finding = {
  ...{ name: 'GET /a', expected: '401', actual: '200', reason: 'it said so', curl: 'curl x', retries: 1 },
  exchanges: [
    { role: 'control' as const, sent: 'GET /', received: '200', durationMs: 1 },
    { role: 'probe' as const, sent: 'GET /', received: '200', failure: 'cut', turn: 2, durationMs: 1 },
  ],
};
const excuse = { reason: 'known', issue: '#1', until: '2026-12-31' };
const checks = [
  checkOf({ id: 'a/fails', outcome: 'fail', cases: [caseOf({ ...finding, outcome: 'fail' })] }),
  checkOf({
    id: 'a/known',
    outcome: 'warn',
    level: 'should',
    excuse,
    cases: [caseOf({ ...finding, outcome: 'warn' })],
  }),
  checkOf({ id: 'b/skips', outcome: 'skip', reason: 'not here', newSince: '2026-11', cases: [] }),
  checkOf({ id: 'b/untested', outcome: 'untestable', cases: [caseOf({ ...finding, outcome: 'untestable' })] }),
];
const report: Report = {
  ...reportOf(checks),
  ...{ verdict: 'not conformant', exitCode: 1, seed: '7', rules: '2026-11', shard: { index: 1, count: 2, total: 9 } },
  spec: { file: 'a.yaml', operations: 3, added: 1, known: 1, left: [{ operation: 'GET /b', reason: 'elsewhere' }] },
  stopped: 'it is open',
  baseline: { excused: 1, problems: [{ check: 'x/*', kind: 'stale', message: 'remove it' }] },
};
const { suite, contract, startedAt, durationMs, profiles, strict, spec } = report;
const fleet: Fleet = {
  ...{ schemaVersion: 1, kind: 'fleet', suite, contract, startedAt, durationMs, profiles, strict },
  ...{ rules: '2026-11', seed: '7', verdict: 'not conformant', exitCode: 3, checks: checks.map(textOf) },
  ...(spec && { spec }),
  targets: [reduced(report), { label: 'http://b', exitCode: 3, error: 'refused' }],
};

/** Texts that a terminal, a browser, GitHub or a harness would interpret, also on one line. */
const LINE =
  '\x1b]8;;http://evil\x07\x1b[2J\x9b31m\u202e\u2066\u200b\ud800 <img src=x onerror=alert(1)> ![p](http://evil/p) [a](javascript:x) @victim `@victim` ``` | a | # TODO pwn ##[error]pwn ]]>& "\' </script></details><b>';
const LINES = `${LINE}\r\n::error::pwn\n  ::stop-commands::pwn\nnot ok 99 - pwn\n# pwn\n| a | b |\n${LINE}`;
const NUMBERS = ['-1', '0.5', '1e999', '-1e999', '1e300', '9007199254740993', '1000000000', '-0'];
const VALUES = [JSON.stringify(LINE), JSON.stringify(LINES), '""', 'null', '{}', '[]', '{"__proto__":{"length":1}}'];

/** The text of the JSON with one value in another's place. */
function mutants(value: unknown): { at: string; text: string }[] {
  const MARK = '"\\u0000mutant"';
  const found: { at: string; text: string }[] = [];
  const visit = (part: unknown, at: readonly string[], write: (text: string) => string) => {
    if (typeof part === 'object' && part !== null) {
      for (const [name, member] of Object.entries(part)) {
        const without = Array.isArray(part)
          ? part.map((item, i) => (String(i) === name ? '\0mutant' : item))
          : { ...part, [name]: '\0mutant' };
        const json = JSON.stringify(without);
        visit(member, [...at, name], (text) => write(json.replace(MARK, () => text)));
      }
      return;
    }
    const values = typeof part === 'number' ? [...NUMBERS, ...VALUES] : VALUES;
    for (const text of values) found.push({ at: `${at.join('.')} = ${text.slice(0, 30)}`, text: write(text) });
  };
  visit(value, [], (text) => text);
  return found;
}

/** Throws if an output contains active parts of a hostile text. */
function expectInert(name: ReporterName, text: string, annotations: number): void {
  // JSON has its own escapes, and may contain every character above 0x7F.
  const unsafe = name === 'json' ? /[\x00-\x09\x0b-\x1f]/ : /[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u2028\u202e\u2066]/;
  expect(text).not.toMatch(unsafe);
  expect(Buffer.from(text).toString()).toBe(text);
  if (name === 'html') expect(text).not.toMatch(/<img|<\/script><\/details>/);
  else expect(runnerCommands(text)).toHaveLength(annotations);
  if (name === 'junit') expect(text.replace(/<!\[CDATA\[.*?\]\]>/gs, '')).not.toMatch(/<img|<b>/);
  if (name === 'tap') {
    expect(text).not.toMatch(/^(not )?ok .*[^\\]# TODO pwn|^Bail out/m);
    expect(text.match(/^(not )?ok /gm)?.length ?? 0).toBe(Number(/^1\.\.(\d+)$/m.exec(text)?.[1]));
  }
  if (name === 'json' || name === 'sarif' || name === 'badge') expect(() => JSON.parse(text) as unknown).not.toThrow();
  if (name === 'markdown' || name === 'rules') {
    const drawn = marked.parse(text, { async: false });
    expect(drawn).not.toMatch(/<img|<script|href="(javascript|http:\/\/evil)|<b>/i);
    expect(drawn.replace(/<(pre|code)[^>]*>.*?<\/\1>/gs, '')).not.toMatch(/@victim/);
  }
}

/** Renders a stored report with every reporter, or returns the error line. */
async function outcome(text: string): Promise<string | undefined> {
  let run: Report | Fleet;
  try {
    run = parseStored(Buffer.from(text), 'x.json');
  } catch (error) {
    expect(error).toMatchObject({ exitCode: 2, message: expect.stringMatching(/^x\.json .*$/) as string });
    return (error as Error).message;
  }
  if ('kind' in run) {
    for (const name of ['json', 'pretty', 'html', 'markdown'] as const)
      expectInert(name, await renderFleet(name, run), 0);
    return undefined;
  }
  for (const name of REPORTERS)
    expectInert(name, await renderReports(name, [run]), name === 'github' ? ANNOTATIONS : 0);
  for (const name of ['pretty', 'html', 'markdown'] as const)
    expectInert(name, await renderReports(name, [run, report]), 0);
  return undefined;
}

const ANNOTATIONS = 4;

describe('a stored report', () => {
  test.each([
    ['a run', report],
    ['a fleet', fleet],
  ])('of %s is rendered safely or refused in one line, for any value', async (_, run) => {
    expect(await outcome(JSON.stringify(run))).toBeUndefined();
    const outcomes = { drawn: 0, refused: 0 };
    for (const { at, text } of mutants(run)) {
      const refusal = await outcome(text).catch((error: unknown) => {
        throw new Error(`${at}: ${(error as Error).message}`, { cause: error });
      });
      outcomes[refusal === undefined ? 'drawn' : 'refused'] += 1;
    }
    // Neither is an accident: most texts may be anything, and most numbers and names may not.
    expect(outcomes.drawn).toBeGreaterThan(50);
    expect(outcomes.refused).toBeGreaterThan(200);
  });

  const like = (change: (run: Report) => object) => JSON.stringify({ ...report, ...change(structuredClone(report)) });
  test.each([
    [
      'an invalid date',
      like(() => ({ startedAt: '2026-02-30T00:00:00.000Z' })),
      '2026-02-30T00:00:00.000Z is not a date',
    ],
    ['an invalid hour', like(() => ({ startedAt: '2026-02-20T24:00:00.000Z' })), '/startedAt must match pattern'],
    ['an invalid last day', JSON.stringify(report).replace('2026-12-31', '2026-11-31'), '2026-11-31 is not a date'],
    ['a billion shards', like(() => ({ shard: { index: 1, count: 1e9, total: 1 } })), '/shard/count must be <= 999999'],
    ['a shard beyond the last', like(() => ({ shard: { index: 3, count: 2, total: 1 } })), 'there is no shard 3/2'],
    [
      'HTML as a version',
      like(() => ({ suite: { ...suite, version: '<img src=x>' } })),
      '/suite/version must match pattern',
    ],
    ['a check twice', like((run) => ({ checks: [...run.checks, ...run.checks] })), 'the check a/fails occurs twice'],
    [
      'another family',
      JSON.stringify(report).replace('"family":"a"', '"family":"b"'),
      'the check a/fails is not of the family b',
    ],
    [
      'a million checks',
      like(() => ({ checks: Array.from({ length: 1_000_000 }, () => 0) })),
      '/checks must NOT have more than 10000 items',
    ],
    [
      '__proto__',
      JSON.stringify(report).replace('{', '{"__proto__":{"exitCode":0},'),
      'must NOT have additional properties',
    ],
    [
      'deep nesting',
      JSON.stringify(report).replace('"7"', `${'['.repeat(100_000)}${']'.repeat(100_000)}`),
      '/seed must be string',
    ],
    [
      'an edited verdict',
      like(() => ({ verdict: 'conformant' })),
      'its verdict is conformant, but its checks say not conformant',
    ],
    ['an edited exit code', like(() => ({ exitCode: 0 })), 'its exit code is 0, but its checks say 1'],
    [
      'an edited outcome',
      JSON.stringify(report).replace('"outcome":"fail","why"', '"outcome":"pass","why"'),
      'the check a/fails is pass, but its cases say fail',
    ],
    [
      'an outcome of another level',
      JSON.stringify(report).replaceAll('"outcome":"fail"', '"outcome":"warn"'),
      'the check a/fails is a must and its outcome warn',
    ],
    [
      'an edited counter',
      JSON.stringify(report).replace('"fail":1', '"fail":0'),
      'its number of checks with the outcome fail is 0, but its checks say 1',
    ],
    ['a check that was cut out', like(({ checks: [, ...rest] }) => ({ checks: rest })), 'its number of checks'],
    ['a case that was cut out', like(({ summary }) => ({ summary: { ...summary, cases: 99 } })), 'its number of cases'],
    [
      'a check that is not new',
      like(({ checks: all }) => ({
        checks: all.map((check) =>
          check.id === 'b/skips' ? { ...check, id: 'unauthorized/head', family: 'unauthorized' } : check,
        ),
      })),
      'the check unauthorized/head is not new since the rule set 2026-11',
    ],
    [
      'an excuse that no baseline gave',
      JSON.stringify(report).replace('"excused":1', '"excused":0'),
      'its number of excused checks is 0, but its checks say 1',
    ],
    ['an edited verdict of a fleet', JSON.stringify({ ...fleet, exitCode: 0 }), 'its exit code is 0'],
    [
      'an edited verdict of a target',
      JSON.stringify(fleet).replace('"verdict":"not conformant","summary"', '"verdict":"conformant","summary"'),
      'its verdict of a target is conformant, but its checks say not conformant',
    ],
    [
      'a result without its check',
      JSON.stringify(fleet).replace('"id":"a/fails"', '"id":"a/other"'),
      'the check a/fails of a target has no description',
    ],
  ])('is refused for %s', async (_, text, message) => {
    expect(await outcome(text)).toContain(message);
  });

  test('is refused when it is not UTF-8', () => {
    const bytes = Buffer.from(JSON.stringify(report));
    bytes[bytes.indexOf('it said so')] = 0xff;
    expect(() => parseStored(bytes, 'x.json')).toThrow('cannot read x.json: it is not UTF-8');
    expect(() => parseStored(Buffer.from('\ufeff{}', 'utf16le'), 'x.json')).toThrow('it is not UTF-8');
  });
});
