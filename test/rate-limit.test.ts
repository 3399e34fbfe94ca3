import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { createMock } from '../mock/index.ts';
import { urlTarget } from '../src/target/url.ts';
import { runSuite } from './support/run.ts';

const KEYS = ['pk_limit_0123456789abcdef', 'pk_limit_fedcba9876543210'];

test('of a server that limits the rate of requests no rule is said to be broken', async () => {
  await using mock = createMock({ keys: KEYS });
  const upstream = await mock.listen();
  let count = 0;
  const limited = createServer((incoming, outgoing) => {
    count += 1;
    if (count > 60) return outgoing.writeHead(429, { 'retry-after': '1' }).end();
    const { method, url, rawHeaders: headers } = incoming;
    const sent = request(upstream + url, { method, headers }, (answer) => {
      answer.pipe(outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders));
    });
    return incoming.pipe(sent);
  });
  await once(limited.listen(0, '127.0.0.1'), 'listening');
  try {
    const { port } = limited.address() as AddressInfo;
    const report = await runSuite(urlTarget(`http://127.0.0.1:${port}`), { keys: KEYS, profiles: ['core'] });
    const outcomes = new Map(report.checks.map(({ id, outcome }) => [id, outcome]));
    expect([...outcomes.values()]).not.toContain('fail');
    expect(outcomes.get('keys/wrong-token')).toBe('untestable');
    expect(report.exitCode).toBe(1);
  } finally {
    limited.close().closeAllConnections();
  }
});
