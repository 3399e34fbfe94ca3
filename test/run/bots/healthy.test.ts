import { describe, expect, test } from 'vitest';
import { select } from '../../../src/checks/select.ts';
import { PROFILES } from '../../../src/contract/levels.ts';
import { checks } from '../../../suites/index.ts';
import { dying, healthy } from './bots.ts';
import { checkByUrl } from './outcome.ts';

/** True of whatever has a liveness route. */
const LIVENESS = ['healthz/*'];
/** Checks that pass if no protected handler ever runs: bypasses, smuggling, and headers. */
const NOTHING_RUNS = ['bypass/*', 'http/*', 'headers/traceparent', 'headers/traceparent-invalid', 'headers/tracestate'];
/** Checks that pass if undocumented requests are never served. */
const NOTHING_IS_SERVED = ['unauthorized/unknown-route', 'unauthorized/wrong-method', 'unauthorized/head'];
/** Checks that pass if no token is accepted. */
const NOTHING_IS_ACCEPTED = ['keys/malformed-token', 'keys/trailer', 'keys/repeated-wrong', 'headers/no-credential'];

/** Patterns of all that each may pass when it is meant to enforce keys, and when it is meant to be open. */
const allowed: Readonly<Record<string, { enforced: readonly string[]; open: readonly string[] }>> = {
  'healthz-then-hang': { enforced: [], open: [] },
  'healthz-then-reset': { enforced: [], open: [] },
  'healthz-then-close': { enforced: [], open: [] },
  'healthz-then-200': { enforced: [], open: [] },
  'healthz-then-404': {
    enforced: [...LIVENESS, ...NOTHING_RUNS, ...NOTHING_IS_SERVED, ...NOTHING_IS_ACCEPTED],
    open: [
      ...LIVENESS,
      'dev-mode/no-key',
      'dev-mode/any-key',
      'dev-mode/any-authorization',
      'disabled/no-key',
      'disabled/any-key',
      'headers/traceparent-open',
    ],
  },
  'healthz-then-401': { enforced: [...LIVENESS, ...NOTHING_RUNS, ...NOTHING_IS_SERVED], open: LIVENESS },
  'healthz-then-500': { enforced: [...LIVENESS, ...NOTHING_RUNS, ...NOTHING_IS_SERVED], open: LIVENESS },
};

function ids(patterns: readonly string[]): string[] {
  return patterns.length === 0
    ? []
    : select(checks, { profiles: PROFILES, only: patterns, skip: [] }).map(({ id }) => id);
}

describe.each(Object.entries(healthy))('a server with a liveness route and nothing else: %s', (name, bot) => {
  test.each(['enforced', 'open'] as const)(
    'passes only the checks that it meets when it is meant to be %s',
    async (mode) => {
      const { report, passed, connections, requests } = await checkByUrl(bot, mode);
      expect(report).toMatchObject({ verdict: 'not conformant', exitCode: 1 });
      const may = ids(allowed[name]?.[mode] ?? []);
      expect(passed.filter((id) => !may.includes(id))).toEqual([]);
      expect(connections + requests).toBeLessThan(3_000);
    },
  );
});

describe.each(Object.entries(dying))('a hostd that %s', (_, bot) => {
  test('is not conformant, and the run ends', async () => {
    const { report, connections, requests } = await checkByUrl(bot, 'enforced');
    expect(report).toMatchObject({ verdict: 'not conformant', exitCode: 1 });
    expect(report.summary.checks.untestable).toBeGreaterThan(20);
    expect(connections + requests).toBeLessThan(3_000);
  });
});

describe('the reason of the remaining untestable checks', () => {
  const reasons = async (name: string) => {
    const { report } = await checkByUrl(dying[name] ?? (() => expect.fail()), 'enforced');
    return new Set(report.checks.flatMap(({ cases }) => cases.map(({ actual }) => actual)));
  };

  test('is that it stopped responding', async () => {
    expect(await reasons('dies-by-hanging')).toContain(
      'the server stopped responding (4 requests in a row, and a probe)',
    );
  });

  test('is that nothing listens any more', async () => {
    expect(await reasons('dies-by-exit')).toContain('the server stopped responding (4 requests in a row, and a probe)');
  });
});
