import { describe, expect, test } from 'vitest';
import { TargetError } from '../../../src/base/errors.ts';
import { runSuite } from '../../support/run.ts';
import { bots } from './bots.ts';
import { LIMIT_MS, passed } from './outcome.ts';
import { botTarget } from './target.ts';

/** Checks that need a launch, and checks that run in every configuration. */
const only = ['dev-mode/*', 'disabled/*', 'startup/*', 'headers/*', 'healthz/*', 'unauthorized/no-key'];

/** Checks that pass for any program that listens on its address, prints nothing and exits on SIGTERM. */
const TRUE_OF_THE_PROCESS = [
  'dev-mode/not-exposed',
  'dev-mode/silent',
  'startup/bad-address',
  'startup/port-in-use',
  'startup/keys-stay-secret',
  'startup/sent-keys-not-logged',
  'startup/sigterm',
];

const launch = (name: string) => {
  const target = botTarget(name, bots[name] ?? (() => expect.fail(`no bot ${name}`)));
  const run = runSuite(target, { only, timeoutMs: LIMIT_MS, startTimeoutMs: 500 });
  return { target, run };
};

describe('a launched server', () => {
  test.concurrent.for(['200-object', '200-sandbox', '204', '401-missing', '404', '500', '503', 'garbage'])(
    'with a constant response passes only checks that any process passes: %s',
    async (name, { expect }) => {
      const { target, run } = launch(name);
      const report = await run;
      expect(report).toMatchObject({ verdict: 'not conformant', exitCode: 1 });
      expect(passed(report).filter((id) => !TRUE_OF_THE_PROCESS.includes(id))).toEqual([]);
      const { connections, requests, launches } = target.traffic();
      expect(launches).toBeLessThan(80);
      expect((connections + requests) / launches).toBeLessThan(40);
    },
  );

  test.each(['hang', 'drip-head', 'drip-body', 'reset-on-accept', 'close-on-request'])(
    'that gives no answer has not started: %s',
    async (name) => {
      const { target, run } = launch(name);
      await expect(run).rejects.toBeInstanceOf(TargetError);
      await expect(run).rejects.toThrow(/did not start with two keys, on 127\.0\.0\.1: it did not respond at 127/);
      expect(target.traffic().launches).toBe(1);
    },
  );

  test.concurrent.for(['dies-by-exit', 'dies-by-401', 'healthz-then-401'])(
    'is not conformant: %s',
    async (name, { expect }) => {
      const report = await launch(name).run;
      expect(report).toMatchObject({ verdict: 'not conformant', exitCode: 1 });
      expect(report.summary.checks.error).toBe(0);
    },
  );
});
