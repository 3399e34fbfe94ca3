import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { renderJunit } from '../../src/report/reporters/junit.ts';
import { checks, ofOutcome, reportOf } from './fixture.ts';

const schema = readFileSync(new URL('junit.xsd', import.meta.url), 'utf8');

async function errorsOf(contents: string): Promise<string[]> {
  const { errors } = await validateXML({
    xml: [{ fileName: 'report.xml', contents }],
    schema: [{ fileName: 'junit.xsd', contents: schema }],
  });
  return errors.map(({ message }) => message);
}

const counts = (xml: string) =>
  Object.fromEntries(
    ['testcase', 'failure', 'error', 'skipped', 'system-out'].map((name) => [
      name,
      xml.match(new RegExp(`<${name}[ >/]`, 'g'))?.length ?? 0,
    ]),
  );

describe('the JUnit report', () => {
  test.each([false, true])('is valid, whatever the target has sent (strict: %s)', async (strict) => {
    expect(await errorsOf(renderJunit(reportOf(checks, strict)))).toEqual([]);
  });

  test('of a run without checks is valid too', async () => {
    expect(await errorsOf(renderJunit(reportOf([])))).toEqual([]);
  });

  test('is refused by the schema when it is wrong', async () => {
    const wrong = renderJunit(reportOf(checks)).replace('<testcase', '<testcase id="1"');
    expect(await errorsOf(wrong)).not.toEqual([]);
  });

  test('has a test case for each case, and for a check that had none', () => {
    const xml = renderJunit(reportOf(checks));
    expect(counts(xml)).toEqual({ testcase: 12, failure: 5, error: 1, skipped: 2, 'system-out': 2 });
    expect(xml).toContain('tests="12" failures="5" errors="1"');
    expect(xml).toContain('classname="alpha.fails" name="Something holds. [GET /a] [enforced]" time="0.012"');
  });

  test('makes a broken SHOULD a failure in a strict run only', () => {
    const warned = ofOutcome('warn');
    expect(counts(renderJunit(reportOf(warned)))).toMatchObject({ failure: 0, 'system-out': 1 });
    expect(counts(renderJunit(reportOf(warned, true)))).toMatchObject({ failure: 1, 'system-out': 0 });
  });

  test('says in a failure what is needed to understand and repeat it', () => {
    const xml = renderJunit(reportOf(ofOutcome('fail')));
    for (const part of ['Expected: 401', 'Found: 200', '> POST /v1/sandboxes', '< (no answer)', 'Curl: curl', 'Rerun:'])
      expect(xml).toContain(part);
  });
});
