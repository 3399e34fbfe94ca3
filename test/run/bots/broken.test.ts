import { describe, test } from 'vitest';
import { checkHostd } from '../../../src/api/check-hostd.ts';
import { TargetError } from '../../../src/base/errors.ts';
import { broken } from './bots.ts';
import { checkByUrl, KEYS, LIMIT_MS, withBot } from './outcome.ts';

const notHttp = /^the response is not HTTP\/1\.x: .*; is the port right\?$/;
const silent = /^no complete response within 300 ms; something listens there but does not respond/;
const cut = /^the connection was (closed before the response was complete|reset); is the port right\?$/;

/** The error line of the preflight for each bot. */
const lines: Readonly<Record<string, RegExp>> = {
  hang: silent,
  'reset-on-accept': cut,
  'reset-on-request': cut,
  'reset-in-answer': cut,
  'close-on-accept': cut,
  'close-on-request': cut,
  'close-in-answer': cut,
  'drip-head': silent,
  'drip-body': silent,
  garbage: notHttp,
  greeting: notHttp,
  'http-0.9': notHttp,
  'negative-length': notHttp,
  'length-that-is-no-number': notHttp,
  'two-lengths': notHttp,
};
/** How much of an endless response is read depends on the machine. */
const either = /^the response is not HTTP\/1\.x: |^no complete response within 300 ms/;

describe.concurrent.each(Object.entries(broken))('a server that never sends a complete response: %s', (name, bot) => {
  test.for(['enforced', 'open'] as const)('passes no check when it is meant to be %s', async (mode, { expect }) => {
    const { report, passed, connections } = await checkByUrl(bot, mode);
    expect(report).toMatchObject({ verdict: 'not conformant', exitCode: 1 });
    expect(passed).toEqual([]);
    expect(report.summary.checks.untestable).toBeGreaterThan(0);
    expect(connections).toBeLessThan(lines[name] === silent ? 50 : 1_000);
  });

  test('is reported in one line before any check', async ({ expect }) => {
    const timeoutMs = [cut, notHttp].includes(lines[name] ?? silent) ? 10_000 : LIMIT_MS;
    const outcome = await withBot(bot, (url) =>
      checkHostd({ url, keys: KEYS, timeoutMs, only: ['healthz/no-key'] }).catch((error: unknown) => error),
    );
    if (name === 'endless-body') return expect(outcome).not.toMatchObject({ verdict: 'conformant' });
    expect(outcome).toBeInstanceOf(TargetError);
    expect(String((outcome as Error).message)).toMatch(lines[name] ?? either);
  });
});
