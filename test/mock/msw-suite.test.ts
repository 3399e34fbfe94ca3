import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createMock } from '../../mock/index.ts';
import { createHandlers } from '../../mock/msw.ts';
import { urlTarget } from '../../src/hosts/url.ts';
import { runSuite } from '../support/run.ts';

const KEYS = ['pk_msw_0123456789abcdef', 'pk_msw_second_0123456789'];
const BASE = 'http://hostd.example';
const server = setupServer();

beforeAll(() => server.listen({ onUnhandledRequest: 'bypass' }));
afterAll(() => server.close());

/** Forwards the requests of a socket to MSW through the global fetch, and sends the responses back. */
async function front(): Promise<string> {
  const http = createServer(async (message, response) => {
    try {
      const { status, headers, body } = await fetch(`${BASE}${message.url}`, await initOf(message));
      response.writeHead(status, Object.fromEntries(headers));
      for await (const chunk of body ?? []) response.write(chunk);
      response.end();
    } catch {
      response.writeHead(501).end();
    }
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void http.close().closeAllConnections());
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
}

async function initOf(message: IncomingMessage): Promise<RequestInit> {
  const { method = '', rawHeaders } = message;
  const headers = new Headers();
  for (let i = 0; i < rawHeaders.length; i += 2) headers.append(rawHeaders[i] ?? '', rawHeaders[i + 1] ?? '');
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return { method, headers, ...(chunks.length > 0 && { body: Buffer.concat(chunks) }), redirect: 'manual' };
}

test('the suite reaches the same verdicts through msw as over a socket', { timeout: 120_000 }, async () => {
  const mock = createMock({ keys: KEYS });
  server.resetHandlers(...createHandlers(mock, BASE));
  const served = createMock({ keys: KEYS });
  onTestFinished(() => served.close());
  const url = await served.listen();
  const options = { keys: KEYS, profiles: ['core', 'api'], timeoutMs: 20_000 } as const;
  const byServer = await runSuite(urlTarget(url), options);
  const byMsw = await runSuite(urlTarget(await front()), options);
  expect(mock.journal.count).toBeGreaterThan(1_000);
  const outcomes = (report: typeof byServer) => report.checks.map(({ id, outcome }) => `${id} ${outcome}`);
  const [expected, found] = [outcomes(byServer), outcomes(byMsw)];
  expect(expected.filter((line) => line.endsWith(' pass')).length).toBeGreaterThan(80);
  // The front server forwards a request once its body is complete.
  const differing = found.filter((line) => !expected.includes(line));
  expect(differing).toEqual(['unauthorized/before-body-arrives note']);
});
