import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { renderSarif } from '../../src/report/reporters/sarif.ts';
import { checks, ofOutcome, reportOf } from './fixture.ts';

const folder = dirname(createRequire(import.meta.url).resolve('@microsoft/jest-sarif'));
// The schema declares draft 4. The keywords that it uses have the same meaning in the draft that Ajv supports.
const { $schema, id, ...schema } = JSON.parse(
  readFileSync(join(folder, 'schemas/sarif-2.1.0-rtm.5.json'), 'utf8'),
) as Record<string, unknown>;
const formats = {
  uri: URL.canParse,
  'uri-reference': (text: string) => !/[\s<>"{}|\\^`]/.test(text),
  'date-time': (text: string) => !Number.isNaN(Date.parse(text)),
};
const validate = new Ajv({ strict: false, unicodeRegExp: false, formats }).compile(schema);

interface Log {
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
      readonly invocations: readonly {
        readonly executionSuccessful: boolean;
        readonly toolExecutionNotifications: readonly object[];
      }[];
      readonly results: readonly {
        readonly ruleId: string;
        readonly ruleIndex: number;
        readonly level: string;
        readonly suppressions?: readonly object[];
      }[];
    },
  ];
}

function logOf(text: string): Log['runs'][0] {
  const log: unknown = JSON.parse(text);
  validate(log);
  expect(validate.errors).toBeNull();
  return (log as Log).runs[0];
}

describe('the SARIF log', () => {
  test('keeps the schema, whatever the target has sent', () => {
    const text = renderSarif(reportOf(checks));
    logOf(text);
    expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f]|(?<!\\)\\u/);
    logOf(renderSarif(reportOf([])));
  });

  test('is refused by the schema when it is wrong', () => {
    expect(validate(JSON.parse(renderSarif(reportOf(checks)).replace('"results"', '"result"')))).toBe(false);
    expect(validate(JSON.parse(renderSarif(reportOf(checks)).replace('"level": "error"', '"level": "fatal"')))).toBe(
      false,
    );
  });

  test('has a rule for each check and a result for each that found something', () => {
    const { tool, results, invocations } = logOf(renderSarif(reportOf(checks)));
    expect(tool.driver.rules.map(({ id }) => id)).toEqual(checks.map(({ id }) => id));
    expect(results.map(({ ruleId, level }) => `${level} ${ruleId}`)).toEqual([
      'error alpha/fails',
      'error gamma/untestable',
      'warning beta/warns',
      'note beta/notes',
    ]);
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    expect(invocations[0]).toMatchObject({ executionSuccessful: false, exitCode: 4 });
    expect(invocations[0]?.toolExecutionNotifications).toHaveLength(1);
  });

  test('suppresses what a baseline excuses', () => {
    const excused = ofOutcome('fail').map((check) => ({ ...check, excuse: { reason: 'known' } }));
    expect(logOf(renderSarif(reportOf(excused))).results[0]?.suppressions).toEqual([
      { kind: 'external', status: 'accepted', justification: 'known' },
    ]);
    expect(logOf(renderSarif(reportOf(ofOutcome('fail')))).results[0]?.suppressions).toBeUndefined();
  });

  test('is bounded', () => {
    const huge = ofOutcome('fail').map((check) => ({
      ...check,
      cases: check.cases.map((item) => ({ ...item, actual: 'y'.repeat(1024 * 1024) })),
    }));
    expect(renderSarif(reportOf(huge)).length).toBeLessThan(100_000);
  });
});
