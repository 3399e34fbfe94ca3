import { describe, expect, test } from 'vitest';
import { fixed } from './bots.ts';
import { checkByUrl } from './outcome.ts';

describe.each(Object.entries(fixed))('a server that always responds %s', (_, bot) => {
  test.each(['enforced', 'open'] as const)('passes no check when it is meant to be %s', async (mode) => {
    const { report, passed, connections, requests } = await checkByUrl(bot, mode);
    expect(report).toMatchObject({ verdict: 'not conformant', exitCode: 1 });
    expect(passed).toEqual([]);
    expect(report.summary.checks.untestable).toBeGreaterThan(0);
    expect(connections + requests).toBeLessThan(2_000);
  });
});
