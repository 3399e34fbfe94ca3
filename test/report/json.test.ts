import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { renderJson } from '../../src/report/reporters/json.ts';
import { checks, reportOf } from './fixture.ts';

const schema = JSON.parse(readFileSync(new URL('../../schema/report.schema.json', import.meta.url), 'utf8')) as Record<
  string,
  unknown
>;
const validate = new Ajv2020({ allErrors: true, strict: true }).compile(schema);

/** A report with every possible member. */
const full = {
  ...reportOf(checks.map((check) => ({ ...check, excuse: { reason: 'known', issue: '#1', until: '2026-12-31' } }))),
  baseline: { excused: 1, problems: [{ check: 'a/*', kind: 'stale' as const, message: 'remove it' }] },
};

describe('the JSON report', () => {
  test('is described by its schema', () => {
    for (const report of [reportOf(checks), full]) {
      validate(JSON.parse(renderJson(report)));
      expect(validate.errors).toBeNull();
    }
  });

  test('has only members of the schema, at any depth', () => {
    const report = JSON.parse(renderJson(full)) as object;
    const objects = (value: unknown): object[] =>
      typeof value === 'object' && value !== null ? [value, ...Object.values(value).flatMap(objects)] : [];
    for (const object of objects(report).filter((value) => !Array.isArray(value))) {
      Object.assign(object, { surprise: 1 });
      expect(validate(report)).toBe(false);
      Reflect.deleteProperty(object, 'surprise');
    }
    expect(validate(report)).toBe(true);
  });
});
