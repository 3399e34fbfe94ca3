import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findMutant } from '../../../mock/mutants/index.ts';
import { containerTarget } from '../../../src/hosts/container/host.ts';
import { processTarget } from '../../../src/hosts/process/process.ts';
import type { Report } from '../../../src/model/report.ts';
import { prepare, servers } from '../../servers/servers.ts';
import { runSuite } from '../../support/run.ts';
import { disown, needEngine, own, root } from './support.ts';

/** Checks that observe a container in different ways: launches, exits, output, sockets, and the default address. */
const OBSERVED = [
  ...['startup/refuses', 'startup/says-why', 'startup/keys-stay-secret', 'startup/port-in-use', 'startup/sigterm'],
  ...[
    'dev-mode/default-address',
    'dev-mode/not-exposed',
    'disabled/warning',
    'headers/trace-id-logged',
    'keys/all-valid',
  ],
];
/** Mutants that these checks detect. */
const MUTANTS = ['refusal-after-serving', 'sigterm-ignored', 'keys-logged-at-startup', 'port-in-use-takes-another'];
const LIMITS = { profiles: ['core'], timeoutMs: 5_000, startTimeoutMs: 15_000 } as const;

let base: string;
let mock: string;

beforeAll(async () => {
  base = await own('base');
  mock = await own('mock');
}, 120_000);
afterAll(disown);
beforeEach(needEngine);

const asImage = (image: string, args?: readonly string[]) =>
  containerTarget({ image, probeImage: base, pull: 'never', ...(args && { args }) });

/** A container's network usually has no such address, but this machine may have one. */
const ONLY_HERE = 'refused-machine-ipv6';

/** Outcome by check and by case. */
function verdicts({ checks }: Report) {
  return checks.map(({ id, outcome, cases }) => ({
    id,
    outcome,
    cases: cases
      .filter(({ name }) => name !== ONLY_HERE)
      .map((item) => `${item.configuration} ${item.name}: ${item.outcome}`),
  }));
}

/** `image 30.1 s, command 5.2 s`. */
function times(image: Report, command: Report): string {
  return `image ${(image.durationMs / 1000).toFixed(1)} s, command ${(command.durationMs / 1000).toFixed(1)} s`;
}

describe('an image and the same program as a command', () => {
  test('the mock: the same verdict for every case, nothing skipped', { timeout: 240_000 }, async () => {
    const image = await runSuite(asImage(mock), LIMITS);
    const command = await runSuite(processTarget({ command: ['node', join(root, 'dist/mock-main.js')] }), LIMITS);
    expect(verdicts(image)).toEqual(verdicts(command));
    expect(image.exitCode).toBe(0);
    expect(image.checks.filter(({ outcome }) => outcome === 'skip')).toEqual([]);
    console.log(`the core profile: ${times(image, command)}`);
  });

  test.each(MUTANTS)('the mutant %s', { timeout: 240_000 }, async (mutant) => {
    const options = { ...LIMITS, only: findMutant(mutant)?.fails ?? [] };
    const args = ['--mutant', mutant];
    const image = await runSuite(asImage(mock, args), options);
    const command = await runSuite(
      processTarget({ command: ['node', join(root, 'dist/mock-main.js'), ...args] }),
      options,
    );
    expect(verdicts(image)).toEqual(verdicts(command));
    expect(image.checks.map(({ outcome }) => outcome)).not.toContain('pass');
  });

  test.each(['node-http', 'go'] as const)('the correct hostd %s', { timeout: 240_000 }, async (name) => {
    const server = servers.find((known) => known.name === name);
    if (!server) throw new Error(`no server ${name}`);
    const prepared = await prepare(server);
    if (!('command' in prepared)) throw new Error(prepared.skip);
    const image = await runSuite(asImage(await own(name)), { ...LIMITS, only: OBSERVED });
    const command = await runSuite(processTarget(prepared), { ...LIMITS, only: OBSERVED });
    expect(verdicts(image)).toEqual(verdicts(command));
    expect(image.exitCode).toBe(0);
  });
});
