import { describe, expect, test } from 'vitest';
import { inProcessTarget } from '../support/in-process.ts';
import { runSuite } from '../support/run.ts';

const RUNS = 5;

/** What each server may be blamed for: the check that names the fault, and those that it shows in as well. */
const faults: Readonly<Record<string, readonly string[]>> = {
  'head-has-body': ['http/no-body'],
  'no-content-has-body': ['http/no-body'],
  'refused-body-unread': ['unauthorized/unread-body', 'bypass/behind-unread-body'],
};

describe.each(Object.entries(faults))('a server that puts its connections out of step: %s', (mutant, named) => {
  test(`is blamed for that alone, the same in ${RUNS} runs of one seed`, { timeout: 240_000 }, async () => {
    for (let run = 0; run < RUNS; run += 1) {
      const report = await runSuite(inProcessTarget(mutant), {
        ...{ only: ['healthz/*', 'unauthorized/*', 'bypass/*', 'http/*'], timeoutMs: 5_000, seed: 'one' },
      });
      const blamed = report.checks.filter(({ outcome }) => !['pass', 'skip', 'note'].includes(outcome));
      expect(blamed.map(({ id }) => id).sort()).toEqual([...named].sort());
    }
  });
});
