import { once } from 'node:events';
import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { createMock } from '../../mock/index.ts';
import { urlTarget } from '../../src/hosts/url.ts';
import { runSuite } from '../support/run.ts';

const KEYS = ['pk_limit_0123456789abcdef', 'pk_limit_fedcba9876543210'];

/** A mock behind a rate limit. `refuses` returns the Retry-After of a refused request. */
async function limited(
  refuses: (incoming: IncomingMessage) => string | undefined,
  more: Readonly<Record<string, string>> = {},
  status = 429,
) {
  const mock = createMock({ keys: KEYS });
  const { hostname: host, port } = new URL(await mock.listen());
  const server = createServer((incoming, outgoing) => {
    const later = refuses(incoming);
    if (later !== undefined)
      return outgoing.writeHead(status, { 'retry-after': later, 'content-length': 0, ...more }).end();
    const { method, url: path, rawHeaders: headers } = incoming;
    const sent = request({ host, port, method, path, headers }, (answer) => {
      answer.pipe(outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders));
      incoming.unpipe(sent).resume();
    });
    sent.on('error', () => outgoing.destroy());
    return incoming.pipe(sent);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.close().closeAllConnections();
      await mock.close();
    },
  };
}

test('a server that limits the rate of requests is asked as slowly as it wants', async () => {
  let count = 0;
  await using server = await limited(() => {
    count += 1;
    return count % 31 === 0 ? '0' : undefined;
  });
  const only = ['unauthorized/no-key', 'keys/wrong-token', 'healthz/*'];
  const report = await runSuite(urlTarget(server.url), { keys: KEYS, only });
  expect(report.checks.filter(({ outcome }) => !['pass', 'skip', 'note'].includes(outcome))).toEqual([]);
  expect(count).toBeGreaterThan(31);
});

test('requests in one packet are sent again, too', async () => {
  let count = 0;
  await using server = await limited(() => {
    count += 1;
    return count % 3 === 0 ? '0' : undefined;
  });
  const report = await runSuite(urlTarget(server.url), { keys: KEYS, only: ['bypass/pipelined'] });
  expect(report.checks.map(({ id, outcome }) => [id, outcome])).toEqual([['bypass/pipelined', 'pass']]);
});

test('one that closes the connection as well is asked on another one', async () => {
  let count = 0;
  const often = () => {
    count += 1;
    return count % 4 === 0 ? '0' : undefined;
  };
  await using server = await limited(often, { connection: 'close' });
  const only = ['unauthorized/every-request-on-connection', 'keys/wrong-token', 'keys/other-case-after-the-key'];
  const report = await runSuite(urlTarget(server.url), { keys: KEYS, only });
  expect(report.checks.filter(({ outcome }) => !['pass', 'skip'].includes(outcome))).toEqual([]);
});

test('of one that refuses for long no rule is said to be broken', async () => {
  let count = 0;
  await using server = await limited(() => {
    count += 1;
    return count > 60 ? '3600' : undefined;
  });
  const report = await runSuite(urlTarget(server.url), { keys: KEYS, profiles: ['core'] });
  const outcomes = new Map(report.checks.map(({ id, outcome }) => [id, outcome]));
  expect([...outcomes.values()]).not.toContain('fail');
  expect(outcomes.get('keys/wrong-token')).toBe('untestable');
  expect(report.exitCode).toBe(1);
});

test('one that locks a valid key out after many wrong ones is told so', async () => {
  let wrong = 0;
  await using server = await limited(({ headers }) => {
    if (headers.authorization?.startsWith('Bearer pk_wrong_')) wrong += 1;
    return wrong > 25 ? '3600' : undefined;
  });
  const report = await runSuite(urlTarget(server.url), { keys: KEYS, only: ['keys/after-refusals'] });
  expect(report.checks.map(({ outcome }) => outcome)).toEqual(['warn']);
});

test('a server that is busy now and then, by 503 with Retry-After, is asked again', async () => {
  let count = 0;
  const busy = () => {
    count += 1;
    return count % 7 === 0 ? '0' : undefined;
  };
  await using server = await limited(busy, {}, 503);
  const report = await runSuite(urlTarget(server.url), { keys: KEYS, only: ['unauthorized/no-key', 'keys/all-valid'] });
  expect(report.checks.filter(({ outcome }) => !['pass', 'skip', 'note'].includes(outcome))).toEqual([]);
});

test('a 429 passes no check that wants a refusal', async () => {
  const keyless = ({ headers }: IncomingMessage) => headers.authorization === undefined;
  await using server = await limited((incoming) => (keyless(incoming) ? '3600' : undefined));
  const report = await runSuite(urlTarget(server.url), {
    keys: KEYS,
    only: ['unauthorized/no-key', 'unauthorized/unknown-route', 'bypass/query', 'bypass/prefix', 'bypass/slashes'],
  });
  const passed = report.checks.filter(({ cases }) => cases.some(({ outcome }) => outcome === 'pass'));
  expect(passed.map(({ id }) => id)).toEqual([]);
  expect(report.exitCode).toBe(1);
});

test('a server that locks out whoever sends no valid key has one reason for what is untestable', async () => {
  let refusals = 0;
  await using server = await limited(({ headers }) => {
    if (KEYS.some((key) => headers.authorization === `Bearer ${key}`)) return undefined;
    refusals += 1;
    return refusals > 20 ? '3600' : undefined;
  });
  const report = await runSuite(urlTarget(server.url), { keys: KEYS, only: ['keys/elsewhere'] });
  expect(report.checks.map(({ outcome }) => outcome)).toEqual(['untestable']);
  const untestable = report.checks.flatMap(({ cases }) => cases.filter(({ outcome }) => outcome === 'untestable'));
  expect(new Set(untestable.map(({ actual }) => actual))).toEqual(new Set(['429: raise its rate limit for the run']));
  expect(report.summary.checks.untestable).toBe(1);
});
