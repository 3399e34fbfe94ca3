import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Report } from '../../../src/model/report.ts';
import { Workshop } from '../../hosts/support.ts';
import { listening } from '../../http/server.ts';
import { runCli } from '../../support/cli.ts';

const KEY = 'pk_test_0123456789abcdef';
/** Each reporter for CI systems, and a text of its report for an aborted run. */
const REPORTERS: Readonly<Record<string, RegExp>> = {
  json: /"verdict": "not conformant"/,
  junit: /<\/testsuites>\s*$/,
  sarif: /"version": "2\.1\.0"/,
  html: /<\/html>\s*$/,
  markdown: /^## ❌ hostd conformance/,
  tap: /^TAP version 14\n/,
  github: /^::error title=/,
};

test('every report is written of a server that hangs after a hundred requests', { timeout: 120_000 }, async () => {
  const shop = await Workshop.open();
  onTestFinished(() => shop.close());
  let requests = 0;
  const server = createServer(({ headers, url }, response) => {
    requests += 1;
    if (requests > 100) return;
    const status = url === '/v1/healthz' ? 200 : headers.authorization === `Bearer ${KEY}` ? 404 : 401;
    response.writeHead(status, { 'Content-Type': 'application/json' }).end('{"error":"no"}');
  });
  const { authority } = await listening(server);
  const reporters = Object.keys(REPORTERS).flatMap((name) => ['--reporter', `${name}=${join(shop.folder, name)}`]);
  const { code, stderr } = await runCli(['--url', `http://${authority}`, '--timeout', '300', ...reporters], {
    env: { PODFLARE_API_KEY: KEY },
  });
  expect(code, stderr).toBe(1);
  for (const [name, pattern] of Object.entries(REPORTERS))
    expect(await readFile(join(shop.folder, name), 'utf8'), name).toMatch(pattern);
  const report = JSON.parse(await readFile(join(shop.folder, 'json'), 'utf8')) as Report;
  expect(report.summary.checks.error).toBe(0);
  expect(JSON.stringify(report.checks)).toContain('the server stopped responding');
  expect(requests).toBeLessThan(1_000);
});
