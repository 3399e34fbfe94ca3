import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { findMutant } from '../../mock/mutants/index.ts';
import type { Report } from '../../src/model.ts';
import { processTarget } from '../../src/target/process.ts';
import { urlTarget } from '../../src/target/url.ts';
import { checks } from '../../suites/index.ts';
import { launch } from '../support/launch.ts';
import { runSuite } from '../support/run.ts';

const KEYS = ['pk_forms_0123456789abcdef', 'pk_forms_fedcba9876543210'];

/** One of each kind: a route, a header, a flag, a start, an address, a log, the path, a body. */
const SAMPLE = [
  'execSandbox-takes-any-key',
  'healthz-judges-a-sent-key',
  'flag-false-is-on',
  'keys-logged-at-startup',
  'healthz-head-needs-key',
  'refusal-is-plain-text',
];

const commandOf = (mutant: string) => [
  process.execPath,
  fileURLToPath(new URL('../../dist/mock-main.js', import.meta.url)),
  '--mutant',
  mutant,
];
const ids = (report: Report, ...outcomes: string[]) =>
  report.checks.filter(({ outcome }) => outcomes.includes(outcome)).map(({ id }) => id);
const core = (listed: readonly string[] = []) =>
  listed.filter((id) => checks.some((check) => check.id === id && check.profile === 'core'));

describe.each(SAMPLE)('the mutant %s', (name) => {
  const mutant = findMutant(name);

  test('fails the same checks as a command', { timeout: 120_000 }, async () => {
    const report = await runSuite(processTarget({ command: commandOf(name) }), { profiles: ['core'] });
    expect(ids(report, 'fail', 'warn', 'note')).toEqual(core(mutant?.fails));
    expect(ids(report, 'untestable')).toEqual(core(mutant?.hides));
  });

  test('fails none but these by URL', { timeout: 120_000 }, async () => {
    await using hostd = await launch(commandOf(name), { PODFLARE_API_KEYS: KEYS.join(',') });
    const report = await runSuite(urlTarget(hostd.url), { profiles: ['core'], keys: KEYS });
    const seen = (id: string) => !ids(report, 'skip').includes(id);
    expect(ids(report, 'fail', 'warn', 'note')).toEqual(core(mutant?.fails).filter(seen));
    expect(ids(report, 'untestable')).toEqual(core(mutant?.hides).filter(seen));
  });
});
