import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const CHROMIUM = '/usr/bin/chromium';

/** The example of docs/mock.md, and the code of a page that uses it. */
const example = /^```ts\n([^`]*msw\/browser[^`]*)^```$/m;
const PAGE = `
  ${example.exec(await readFile(`${root}docs/mock.md`, 'utf8'))?.[1]}
  const origin = 'http://hostd.example';
  const call = (method, path, body, key = mock.key) =>
    fetch(origin + path, {
      method,
      headers: { authorization: 'Bearer ' + key, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
  const { id } = await (await call('POST', '/v1/sandboxes')).json();
  const run = await (await call('POST', '/v1/sandboxes/' + id + '/exec', { code: 'print(6*7)' })).text();
  mock.script.on(/cat (.*)/, ({ files }) => files.get('/root/a.txt'), { language: 'bash' });
  const bash = { language: 'bash', code: 'echo x > a.txt' };
  await (await call('POST', '/v1/sandboxes/' + id + '/exec', bash)).text();
  mock.faults.add({ does: 'reset', operation: 'forkSandbox' });
  mock.faults.add({ does: 'delay', operation: 'destroySandbox', delayMs: 1 });
  window.result = {
    id,
    events: run.trim().split('\\n').map((line) => JSON.parse(line).data),
    files: [...mock.sandboxes.files(id)],
    wrong: await (await call('POST', '/v1/sandboxes', undefined, 'wrong')).json(),
    fork: await call('POST', '/v1/sandboxes/' + id + '/fork').catch(({ message }) => message),
    gone: (await call('DELETE', '/v1/sandboxes/' + id)).status,
    journal: mock.journal.entries().map(({ operation, status }) => operation + ' ' + status),
    never: await mock.journal.next({ timeoutMs: 1 }).catch(({ message }) => message),
    listen: await mock.listen().catch(({ message }) => message),
  };
`;

test("msw's worker in Chromium serves a page", { timeout: 60_000 }, async (context) => {
  if (!existsSync(CHROMIUM)) {
    if (process.env.CI) throw new Error(`${CHROMIUM} is missing`);
    context.skip(`${CHROMIUM} is missing`);
  }
  const bundle = await build({
    stdin: { contents: PAGE, resolveDir: root },
    bundle: true,
    format: 'esm',
    platform: 'browser',
    alias: { 'podflare-conformance/msw': `${root}dist/msw.browser.js` },
    write: false,
  });
  const files: Readonly<Record<string, readonly [string, string]>> = {
    '/': ['text/html', '<script type="module" src="/page.js"></script>'],
    '/page.js': ['text/javascript', bundle.outputFiles[0]?.text ?? ''],
    '/mockServiceWorker.js': [
      'text/javascript',
      await readFile(`${root}node_modules/msw/lib/mockServiceWorker.js`, 'utf8'),
    ],
  };
  const server = createServer(({ url = '' }, response) => {
    const [type, text] = files[url] ?? [];
    response.writeHead(type ? 200 : 404, { 'content-type': type ?? 'text/plain' }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close().closeAllConnections());
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  onTestFinished(() => browser.close());

  const page = await browser.newPage();
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await page.waitForFunction('window.result').catch(() => undefined);
  expect(errors).toEqual([]);
  expect(await page.evaluate('window.result')).toEqual({
    id: expect.stringMatching(/^sbx_[0-9a-f]{32}$/),
    events: ['42', 0],
    files: [['/root/a.txt', 'x\n']],
    wrong: { error: 'invalid api key' },
    fork: 'Failed to fetch',
    gone: 204,
    journal: [
      'createSandbox 200',
      'execSandbox 200',
      'execSandbox 200',
      'createSandbox 401',
      'forkSandbox 0',
      'destroySandbox 204',
    ],
    never: 'no request arrived within 1 ms; nothing arrived',
    listen: 'a mock in a browser cannot listen; use createHandlers or mock.fetch',
  });
});
