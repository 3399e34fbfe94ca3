import { describe, expect, test } from 'vitest';
import { processTarget } from '../../src/hosts/process/process.ts';
import { urlTarget } from '../../src/hosts/url.ts';
import type { Report } from '../../src/model/report.ts';
import { type HostdServer, prepare, servers } from '../servers/servers.ts';
import { launch } from '../support/launch.ts';
import { notPassed, runSuite } from '../support/run.ts';

/**
 * The allowed SHOULD and MAY findings of each server. No server may violate a MUST or be untestable.
 */
const SAID: Readonly<Record<string, readonly string[]>> = {
  'node-http': ['unauthorized/challenge', 'keys/repeated-mixed', 'disabled/flag-true'],
  express: ['keys/blanks-in-list', 'keys/repeated-mixed'],
  fastify: ['keys/repeated-mixed', 'disabled/flag-true'],
  'node-quirks': ['keys/blanks-in-list', 'keys/repeated-mixed'],
  'python-http10': ['keys/repeated-mixed'],
  'python-http11': ['keys/repeated-mixed'],
  go: ['unauthorized/before-body-arrives', 'keys/repeated-mixed', 'disabled/flag-true'],
  'rust-std': ['unauthorized/challenge', 'unauthorized/close-announced', 'disabled/flag-true'],
};

const broken = (report: Report) =>
  report.checks.filter(({ outcome }) => outcome === 'fail' || outcome === 'untestable' || outcome === 'error');

async function commandOf(server: HostdServer, skip: (reason: string) => void): Promise<readonly string[]> {
  const prepared = await prepare(server);
  if ('command' in prepared) return prepared.command;
  if (process.env.CI) throw new Error(`${prepared.skip}, which CI must have`);
  skip(prepared.skip);
  return [];
}

describe.each(servers)('the hostd $name ($habits)', (server) => {
  test('is conformant when it is started', { timeout: 180_000 }, async ({ skip }) => {
    const command = await commandOf(server, skip);
    const report = await runSuite(processTarget({ command }), {
      profiles: ['core'],
      timeoutMs: 5_000,
      startTimeoutMs: 10_000,
    });
    expect(broken(report)).toEqual([]);
    expect(report.exitCode).toBe(0);
    expect(notPassed(report)).toEqual(SAID[server.name]);
  });

  test('is conformant by URL, with auth and without', { timeout: 120_000 }, async ({ skip }) => {
    const command = await commandOf(server, skip);
    const keys = ['pk_url_0123456789abcdef', 'pk_url_fedcba9876543210'];
    await using guarded = await launch(command, { PODFLARE_API_KEYS: keys.join(',') });
    const enforced = await runSuite(urlTarget(guarded.url), { profiles: ['core'], keys, timeoutMs: 5_000 });
    expect(broken(enforced)).toEqual([]);
    expect(enforced.exitCode).toBe(0);

    await using open = await launch(command, {});
    const dev = await runSuite(urlTarget(open.url), { profiles: ['core'], expect: 'open', timeoutMs: 5_000 });
    expect(broken(dev)).toEqual([]);
    expect(dev.exitCode).toBe(0);
  });
});
