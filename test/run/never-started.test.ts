import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { TargetError } from '../../src/base/errors.ts';
import type { ConfigurationName } from '../../src/checks/configurations.ts';
import type { Exit } from '../../src/checks/launch.ts';
import type { Target } from '../../src/hosts/host.ts';
import { Output } from '../../src/hosts/output.ts';
import { canBind } from '../../src/hosts/ports.ts';
import { processTarget } from '../../src/hosts/process/process.ts';
import { urlTarget } from '../../src/hosts/url.ts';
import { inProcessTarget } from '../support/in-process.ts';
import { runSuite } from '../support/run.ts';
import { runningAt } from './stub.ts';

/** The mock, but under some configurations it prints this line and exits at once. */
function failingUnder(fails: (name: string) => boolean, line: string): Target {
  const mock = inProcessTarget();
  return {
    ...mock,
    async start(launch) {
      if (!fails(launch.name)) return await mock.start(launch);
      const exit: Exit = { code: 7, signal: null };
      const output = new Output();
      output.append('stderr', `${line}\n`);
      return runningAt(launch.port, { exit, exited: Promise.resolve(exit), output });
    },
  };
}

describe('a server that never starts', () => {
  test.each([['startup/sigterm'], ['startup/first-request'], ['dev-mode/silent'], ['unauthorized/no-key']])(
    'is reported as not started, whatever check is selected: %s',
    async (only) => {
      const run = runSuite(
        failingUnder(() => true, 'no licence'),
        { only: [only], startTimeoutMs: 1_000 },
      );
      await expect(run).rejects.toThrow(TargetError);
      await expect(run).rejects.toThrow(/did not start with .*exit code 7.*no licence/s);
    },
  );

  test('also when it does not respond in time', async () => {
    const mute: Target = { ...inProcessTarget(), start: async ({ port }) => runningAt(port) };
    const run = runSuite(mute, { only: ['startup/sigterm'], startTimeoutMs: 300 });
    await expect(run).rejects.toThrow(/did not start with .* within 300 ms/s);
  });

  test('is judged by a check that is about the start', async () => {
    const report = await runSuite(
      failingUnder(() => true, 'no licence'),
      { only: ['dev-mode/starts'] },
    );
    expect(report.exitCode).toBe(1);
  });
});

const ipv6 = await canBind('::1', 0);
describe.runIf(ipv6)('a server that does not start on [::1]', () => {
  const onIpv6 = (name: ConfigurationName | string) => name === 'enforced-ipv6' || name === 'dev-ipv6';
  test.each([
    ['listen EADDRNOTAVAIL: address not available ::1', 'hostd cannot use [::1] here'],
    ['invalid port', 'hostd does not start on [::1]'],
  ])('is skipped with the reason: %s', async (line, reason) => {
    const report = await runSuite(failingUnder(onIpv6, line), { only: ['dev-mode/starts'] });
    const skipped = report.checks.flatMap(({ cases }) => cases).filter(({ configuration }) => onIpv6(configuration));
    expect(skipped).toMatchObject([{ outcome: 'skip' }]);
    expect(skipped[0]?.reason).toContain(`${reason}, with keys either: it ended with exit code 7`);
    expect(skipped[0]?.reason).toContain(line);
    expect(skipped[0]?.reason).not.toContain('no IPv6');
  });

  test('is not reported as not started if it listens on IPv6 only', async () => {
    const program = new URL('../servers/habits.mjs', import.meta.url).pathname;
    const target = processTarget({ command: [process.execPath, program, '--habit', 'ipv6-only'] });
    const report = await runSuite(target, { only: ['startup/every-address'] });
    const cases = report.checks.flatMap((check) => check.cases);
    const of = (name: ConfigurationName) => cases.find(({ configuration }) => configuration === name);
    expect(of('enforced-any-ipv6')?.outcome).toBe('pass');
    expect(of('enforced-any-mapped')).toMatchObject({
      outcome: 'skip',
      reason: 'under [::] hostd listens on IPv6 only: at [::1], and not at 127.0.0.1',
    });
  });
});

test('the finding of an invalid address names the address', async () => {
  const target: Target = {
    ...inProcessTarget(),
    async start({ port }) {
      const exit: Exit = { code: 0, signal: null };
      return runningAt(port, { exit, exited: Promise.resolve(exit) });
    },
  };
  const report = await runSuite(target, { only: ['startup/bad-address'] });
  expect(report.checks[0]?.cases.map(({ expected }) => expected)).toEqual([
    'with PODFLARE_HOSTD_ADDR="not an address", a non-zero exit code',
    'with PODFLARE_HOSTD_ADDR="127.0.0.1:70700", a non-zero exit code',
  ]);
});

test('a wrong response among few concurrent ones is found', async () => {
  const key = 'pk_0123456789abcdef';
  const server = createServer((request, response) => {
    const isCall = request.headers.authorization === `Bearer ${key}` || request.url === '/v1/healthz';
    request.resume().once('end', () => {
      response.writeHead(isCall && request.url === '/v1/healthz' ? 200 : 404, { 'Content-Type': 'application/json' });
      response.end('{"error":"sandbox not found"}');
    });
  });
  server.maxConnections = 60;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const report = await runSuite(urlTarget(url), { only: ['keys/in-flight'], keys: [key] });
  expect(report.checks[0]?.outcome).toBe('fail');
});
