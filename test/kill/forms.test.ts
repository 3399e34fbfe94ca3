import { describe, expect, test } from 'vitest';
import { findMutant } from '../../mock/mutants/index.ts';
import { familiesOf, observableByUrl, observe } from './matrix.ts';

/** One of each kind: a route, a header, a start, a body. */
const SAMPLE = [
  'execSandbox-takes-any-key',
  'healthz-judges-a-sent-key',
  'keys-logged-at-startup',
  'refusal-is-plain-text',
];

/** A few, on the families in which they show. `npm run kills -- --as=command` and `--as=url` run all on all checks. */
describe.each(SAMPLE)('the mutant %s', (name) => {
  const { fails = [], hides = [] } = findMutant(name) ?? {};
  const families = familiesOf({ fails, hides });

  test('fails the same checks as a command', { timeout: 120_000 }, async () => {
    expect(fails).not.toEqual([]);
    expect(await observe(name, families, 'command')).toEqual({ fails, hides });
  });

  test('fails by URL what can be seen there', { timeout: 120_000 }, async () => {
    expect(await observe(name, families, 'url')).toEqual(await observableByUrl(name, families));
  });
});
