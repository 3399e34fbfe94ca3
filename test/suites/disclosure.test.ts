import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { createMock } from '../../mock/index.ts';
import { urlTarget } from '../../src/hosts/url.ts';
import type { CheckResult } from '../../src/model/report.ts';
import { runSuite } from '../support/run.ts';

const KEY = 'pk_live_a1B2c3D4e5F6g7H9';

/** Runs `keys/not-disclosed` on the mock behind a server that adds a header to each of its responses. */
async function judged(keys: readonly string[], header: (key: string) => string): Promise<CheckResult | undefined> {
  await using mock = createMock({ keys: [...keys] });
  const origin = await mock.listen();
  const relay: RequestListener = async (request, response) => {
    const { authorization } = request.headers;
    const got = await fetch(`${origin}${request.url}`, {
      method: request.method ?? '',
      headers: authorization === undefined ? {} : { authorization },
    });
    response.writeHead(got.status, { 'x-debug': header(keys[0] ?? '') }).end(await got.text());
  };
  const server = createServer(relay);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = server.address() as AddressInfo;
    const report = await runSuite(urlTarget(`http://127.0.0.1:${port}`), { keys, only: ['keys/not-disclosed'] });
    return report.checks[0];
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

describe('a server given by URL, with one key', () => {
  test.each([
    ['as it is', (key: string) => key],
    ['in base64, within other text', (key: string) => Buffer.from(`user:${key}`).toString('base64')],
    ['in hexadecimal', (key: string) => Buffer.from(key).toString('hex')],
    ['percent-encoded', (key: string) => key.replaceAll('_', '%5F')],
    ['reversed', (key: string) => [...key].reverse().join('')],
  ])('fails when its responses show the key %s', async (_, header) => {
    const check = await judged([KEY], header);
    expect(check).toMatchObject({ level: 'must', outcome: 'fail' });
    expect(JSON.stringify(check)).not.toContain(KEY);
  });

  test('passes when they do not', async () => {
    expect(await judged([KEY], () => 'pk_live_another_key_1')).toMatchObject({ outcome: 'pass' });
  });

  test.each(['test', 'keep-alive', '12345678'])('is not judged by the plain key %s', async (key) => {
    expect(await judged([key], () => key)).toMatchObject({
      outcome: 'skip',
      reason: 'the keys are too short or too plain to be told from ordinary text',
    });
  });
});
