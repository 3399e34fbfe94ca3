import { once } from 'node:events';
import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { constants, createGzip } from 'node:zlib';
import { expect, test } from 'vitest';
import { createMock } from '../../mock/index.ts';
import { urlTarget } from '../../src/hosts/url.ts';
import { notPassed, runSuite } from '../support/run.ts';

const KEYS = ['pk_encoded_0123456789abcdef', 'pk_encoded_fedcba9876543210'];

/** A mock behind a proxy that sends every response, and every stream, in gzip. */
async function encoded(keys: readonly string[], isDamaged = (_: IncomingMessage) => false) {
  const mock = createMock({ keys });
  const { hostname: host, port } = new URL(await mock.listen());
  const server = createServer((incoming, outgoing) => {
    const { method, url: path, rawHeaders: headers } = incoming;
    const sent = request({ host, port, method, path, headers }, (response) => {
      const { statusCode = 502 } = response;
      const { 'content-length': length, ...others } = response.headers;
      if (method === 'HEAD' || statusCode === 204 || length === '0')
        return response.pipe(outgoing.writeHead(statusCode, response.headers));
      outgoing.writeHead(statusCode, { ...others, 'content-encoding': 'gzip' });
      if (isDamaged(incoming)) return response.pipe(outgoing);
      return response.pipe(createGzip({ flush: constants.Z_SYNC_FLUSH })).pipe(outgoing);
    });
    sent.on('error', () => outgoing.destroy());
    incoming.pipe(sent);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    target: urlTarget(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    async [Symbol.asyncDispose]() {
      server.close().closeAllConnections();
      await mock.close();
    },
  };
}

test('a hostd that sends every response and every stream in gzip is conformant', { timeout: 120_000 }, async () => {
  await using server = await encoded(KEYS);
  const only = ['api/*', 'healthz/*', 'unauthorized/no-*', 'unauthorized/head', 'keys/all-valid'];
  const report = await runSuite(server.target, { keys: KEYS, only });
  expect(notPassed(report)).toEqual([]);
  expect(report.exitCode).toBe(0);
});

test('a body that is not in its coding fails each check, and a report shows decoded bodies', async () => {
  await using server = await encoded(KEYS, ({ headers }) => headers.authorization === undefined);
  const only = ['unauthorized/no-key', 'keys/elsewhere'];
  const report = await runSuite(server.target, { keys: KEYS, only });
  expect(report.checks.map(({ outcome }) => outcome)).toEqual(['fail', 'fail']);
  const cases = report.checks.flatMap((check) => check.cases);
  expect(new Set(cases.map(({ actual }) => actual))).toEqual(
    new Set(['the body is not gzip, which its header names: incorrect header check']),
  );
  const received = cases.flatMap(({ exchanges }) => exchanges.map((exchange) => exchange.received));
  expect(received).toContainEqual(expect.stringMatching(/^content-encoding: gzip$[\s\S]*"id":"sbx_/m));
});
