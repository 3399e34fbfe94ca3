import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, type TestContext, test } from 'vitest';
import { createMock, type JournalEntry, type Mock, type MockOptions } from '../../mock/index.ts';
import { findingOf } from '../../mock/inspector/finding.ts';
import { forksOf } from '../../mock/inspector/forks.ts';
import { repeat } from '../../mock/inspector/repeat.ts';
import type { Shown } from '../../mock/state/redaction.ts';
import { launchBrowser } from '../support/browser.ts';
import { clientOf } from './client.ts';

const KEY = 'pk_test_0123456789abcdef';

async function serve(options: MockOptions = {}, port = 0) {
  const mock = createMock({ keys: [KEY], ...options });
  onTestFinished(() => mock.close());
  await mock.listen({ control: true, port });
  return { mock, client: clientOf(mock, 'server') };
}

/** Sends a request with raw headers. Resolves to the response. */
function send(mock: Mock, method: string, path: string, rawHeaders: readonly string[] = [], body?: string) {
  const { hostname, port, host } = new URL(mock.url);
  const headers = rawHeaders.includes('host') ? rawHeaders : ['host', host, ...rawHeaders];
  return new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; text: string }>((resolve, reject) => {
    const outgoing = request({ hostname, port, method, path, headers, agent: false }, async (response) => {
      let text = '';
      for await (const chunk of response.setEncoding('utf8')) text += chunk;
      resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
    });
    outgoing.on('error', reject).end(body);
  });
}

/** A journal entry as the control API shows it. */
function shown(given: Partial<Shown>): Shown {
  const usual = {
    number: 1,
    time: 0,
    method: 'POST',
    target: '/v1/sandboxes',
    rawHeaders: [],
    operation: 'createSandbox',
  };
  const ended = { parameters: {}, status: 200, verdict: 'accepted', fault: undefined, body: undefined } as const;
  return { ...usual, ...ended, ...given };
}

describe('findingOf', () => {
  const authorized = (...values: string[]) => values.flatMap((value) => ['Authorization', value]);
  test.each<[Partial<Shown>, string | undefined, string]>([
    [{ verdict: 'missing' }, 'auth/every-request', 'no Authorization header'],
    [
      { verdict: 'missing', rawHeaders: authorized('Basic <redacted>') },
      'auth/bearer-only',
      'that is not "Bearer <key>"',
    ],
    [{ verdict: 'missing', rawHeaders: authorized('Bearer') }, 'auth/bearer-only', 'no key after Bearer'],
    [{ verdict: 'missing', rawHeaders: authorized('') }, 'auth/bearer-only', 'an empty Authorization header'],
    [{ verdict: 'missing', rawHeaders: authorized('a', 'b') }, 'rfc9110/single-sender', '2 Authorization headers'],
    [
      { verdict: 'invalid', rawHeaders: authorized('Bearer a', 'Bearer b') },
      'rfc9110/single-sender',
      '2 Authorization',
    ],
    [{ verdict: 'invalid', rawHeaders: authorized('Bearer <redacted>') }, 'auth/exact-match', 'an unknown key'],
    [{ verdict: 'invalid', rawHeaders: authorized('Bearer <key 2>') }, 'auth/exact-match', '<key 2> is revoked'],
    [{ verdict: 'invalid', rawHeaders: authorized('Bearer <key 1>x') }, 'auth/exact-match', 'a modified key'],
    [{ status: 404, operation: undefined, target: '/v1/x?y' }, 'sdk/contract', 'POST /v1/x is not an operation'],
    [{ status: 404 }, 'docs/not-found', '/v1/sandboxes does not exist'],
    [{ status: 400 }, 'sdk/contract', 'the body violates'],
    [{ status: 413 }, undefined, 'the response was 413'],
    [{ status: 503, fault: 'answer' }, undefined, 'a fault of the mock'],
  ])('%j violates %s', (given, rule, found) => {
    const finding = findingOf(shown(given));
    expect(finding?.rule).toBe(rule);
    expect(finding?.found).toContain(found);
  });

  test('is undefined for a successful request', () => {
    expect(findingOf(shown({}))).toBeUndefined();
    expect(findingOf(shown({ verdict: 'exempt' }))).toBeUndefined();
  });
});

test('forks are listed below their parent, even if the parent has ended', () => {
  const forks = forksOf([
    { id: 'a' },
    { id: 'b', parent: 'a' },
    { id: 'c', parent: 'gone' },
    { id: 'd', parent: 'b' },
    { id: 'e', parent: 'gone' },
  ]);
  const leaf = (id: string) => ({ id, exists: true, namespace: undefined, forks: [] });
  expect(forks).toEqual([
    { ...leaf('a'), forks: [{ ...leaf('b'), forks: [leaf('d')] }] },
    { ...leaf('gone'), exists: false, forks: [leaf('c'), leaf('e')] },
  ]);
});

describe('repeat', () => {
  const headers = ['host', 'evil.example', 'authorization', 'Bearer <key 1>', 'content-length', '2', 'x-a', "it's"];

  test('sends the request to the mock regardless of its Host header, with the key from the environment', () => {
    expect(repeat(shown({ rawHeaders: headers, body: '{}' }), 'http://127.0.0.1:7070')).toBe(
      `curl -sS -i --max-time 10 --globoff -X POST -H User-Agent: -H Accept: -H 'authorization: Bearer '"$PODFLARE_API_KEY" -H 'x-a: it'\\''s' -H Content-Type: --data-raw '{}' --path-as-is http://127.0.0.1:7070/v1/sandboxes`,
    );
  });

  test('omits the body of a refused request, and is undefined when any other body was not recorded', () => {
    expect(repeat(shown({ rawHeaders: headers, verdict: 'invalid' }), 'http://x')).toContain("--data-raw ''");
    expect(repeat(shown({ rawHeaders: headers }), 'http://x')).toBeUndefined();
  });
});

describe('the served page', () => {
  test('is guarded like the control API, and responds 404 without it', async () => {
    const { mock } = await serve();
    const response = await send(mock, 'GET', '/__mock/');
    expect(response).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } });
    const policy = String(response.headers['content-security-policy']);
    expect(policy).toMatch(
      /^default-src 'none'; style-src 'sha256-\S+'; script-src 'sha256-\S+'; connect-src 'self'; /,
    );
    expect(policy).toContain("frame-ancestors 'none'; require-trusted-types-for 'script'");
    expect(response.text).not.toMatch(/<(link|iframe|object|img|base)\b|\ssrc=|url\(|@import/);
    for (const refused of [
      ['host', 'mock.example'],
      ['x-forwarded-for', '127.0.0.1'],
      ['origin', 'http://evil.example'],
      ['sec-fetch-site', 'cross-site'],
    ])
      expect(await send(mock, 'GET', '/__mock/', refused)).toMatchObject({ status: 403 });
    expect(mock.journal.count).toBe(0);
    const plain = createMock();
    onTestFinished(() => plain.close());
    await plain.listen();
    expect(await send(plain, 'GET', '/__mock/')).toMatchObject({ status: 404 });
  });

  test('is loaded only on demand', async () => {
    const texts = await Promise.all(
      (await readdir('dist'))
        .filter((name) => name.endsWith('.js'))
        .map(async (name) => [name, await readFile(`dist/${name}`, 'utf8')] as const),
    );
    const pages = texts.filter(([, text]) => text.includes('hostd mock, inspector'));
    expect(pages).toHaveLength(1);
    const [page = ''] = pages[0] ?? [];
    const naming = (form: string) => texts.filter(([, text]) => text.includes(`${form}"./${page}"`)).length;
    expect([naming('import('), naming('from '), naming('import ')]).toEqual([1, 0, 0]);
  });
});

describe('the page in a browser', { timeout: 120_000 }, () => {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());

  interface Look {
    readonly width?: number;
    readonly colorScheme?: 'light' | 'dark';
  }

  /** Opens the inspector. `complaints` collects console messages, dialogs, and requests to other origins. */
  async function open(context: TestContext, mock: Mock, { width = 1280, colorScheme = 'light' }: Look = {}) {
    if (!browser) return context.skip('there is no Chromium on this machine');
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
    onTestFinished(() => page.close());
    const url = `${mock.url}/__mock/`;
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('dialog', (dialog) => complaints.push(dialog.message()));
    page.on('request', (request) => {
      if (!request.url().startsWith(url)) complaints.push(request.url());
    });
    await page.goto(url);
    await page.getByText('Live.').waitFor();
    return { page, complaints };
  }

  const rows = (page: Page) => page.locator('.check:visible > summary').allInnerTexts();
  /** Waits until this many rows are visible. */
  const shows = (page: Page, count: number) =>
    expect.poll(() => page.locator('.check:visible').count(), { timeout: 20_000 }).toBe(count);

  test('explains how to send the first request, and shows it when it arrives', async (context) => {
    const { mock, client } = await serve();
    const { page, complaints } = await open(context, mock);
    const line = await page.locator('#create pre').innerText();
    expect(line).toBe(`curl -i -X POST -H "Authorization: Bearer $PODFLARE_API_KEY" ${mock.url}/v1/sandboxes`);
    await client.create();
    await shows(page, 1);
    expect(await page.getByText('No requests yet').isVisible()).toBe(false);
    expect((await rows(page))[0]).toMatch(/^✓\s*POST \/v1\/sandboxes createSandbox\s+\d\d:\d\d:\d\d\s+200\s*, served$/);
    await client.fetch('POST', '/v1/sandboxes', { key: null });
    await shows(page, 2);
    expect((await rows(page))[0]).toMatch(/^✗.*no Authorization header.*401\s*, refused$/s);
    expect(complaints).toEqual([]);
  });

  test('shows verdict, rule, headers and body, but never a key', async (context) => {
    const { mock, client } = await serve();
    const id = await client.create();
    await client.exec(id, `print("${KEY}")`);
    await client.fetch('POST', `/v1/sandboxes?k=${KEY}`, { body: { a: 1 }, key: 'pk_unknown_0123' });
    const { page } = await open(context, mock);
    await shows(page, 3);
    for (const head of await page.locator('.check > summary').all()) await head.click();
    const [refused = '', exec = ''] = await page.locator('.check .body').allInnerTexts();
    expect(refused).toContain('an unknown key');
    expect(refused).toContain('auth/exact-match');
    expect(refused).toContain('A key is accepted only if it is identical to an entry of the list.');
    expect(refused).toContain('Bearer <redacted>');
    expect(refused).toContain('was not read: the key check comes first');
    expect(exec).toContain('accepted: the key is valid');
    expect(exec).toContain('"code": "print(\\"<key 1>\\")"');
    const all = await page.content();
    expect(all).not.toContain(KEY);
    expect(all).not.toContain('pk_unknown');
  });

  test('copies a curl command that sends the same request', async (context) => {
    const { mock, client } = await serve();
    const id = await client.create();
    const body = { code: 'print(\'a "b" $HOME `id`\')\n# é ü', language: 'python' };
    await client.fetch('POST', `/v1/sandboxes/${id}/exec`, { body });
    const { page } = await open(context, mock);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await shows(page, 2);
    await page.locator('.check > summary').first().click();
    await page.locator('.check').first().getByRole('button', { name: 'Copy' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    const line = await page.evaluate<string>('navigator.clipboard.readText()');
    expect(line).toContain('$PODFLARE_API_KEY');
    const env = { PATH: process.env.PATH, PODFLARE_API_KEY: KEY };
    await promisify(execFile)('sh', ['-c', line], { env });
    const [, first, second] = mock.journal.entries() as readonly JournalEntry[];
    const sent = (entry: JournalEntry | undefined) => {
      const { 'content-length': length, 'content-type': type, authorization } = entry?.headers ?? {};
      return [entry?.target, entry?.body, entry?.verdict, length, type, authorization];
    };
    expect(sent(second)).toEqual(sent(first));
    expect(first?.body).toBe(JSON.stringify(body));
  });

  test('escapes everything that a client sent', async (context) => {
    const { mock } = await serve();
    const attacks = [
      '<script>window.pwned = 1</script><img src=x onerror="window.pwned = 2">',
      '"><a href="javascript:window.pwned = 3" autofocus onfocus="window.pwned = 4">x</a>',
      '\x1b[31mred\x1b[0m \u202egnp.exe \u2066\u200b\ud800 </details></main></body>',
      `{"a": "</pre><script>window.pwned = 5</script>", "__proto__": {"x": 1}}`,
      'y'.repeat(60_000),
      'z'.repeat(1_048_576),
    ];
    const auth = ['authorization', `Bearer ${KEY}`, 'content-type', 'application/json'];
    for (const attack of attacks) {
      const length = ['content-length', String(Buffer.byteLength(attack))];
      const header = attack.replace(/[^\x20-\x7e]/g, '').slice(0, 2_000);
      await send(
        mock,
        'POST',
        '/v1/sandboxes',
        [...auth, ...length, 'x-attack', header, 'x-bytes', '\u009b31m'],
        attack,
      );
      await send(mock, 'DELETE', `/v1/sandboxes/${encodeURI(header).replace(/%3C/g, '<')}`, [...auth]);
    }
    const { page, complaints } = await open(context, mock);
    await shows(page, 2 * attacks.length);
    for (const head of await page.locator('.check > summary').all()) await head.click();
    await page.mouse.move(300, 400);
    expect(await page.evaluate('window.pwned')).toBeUndefined();
    expect(complaints).toEqual([]);
    expect(await page.locator('footer').count()).toBe(1);
    expect(await page.locator('script, img, iframe, a').count()).toBe(1);
    const bodies = (await page.locator('.check .body').allTextContents()).join('\n');
    expect(bodies).toContain(attacks[0]);
    expect(bodies).toContain('\\x1b[31mred\\x1b[0m \\u202egnp.exe');
    expect(bodies).toContain('of 1048576 bytes was not recorded');
    expect(await page.content()).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066]/);
    await page.getByRole('button', { name: 'Show 48,000 more characters' }).click();
    expect(await page.locator('figure').getByText('y'.repeat(60_000)).count()).toBe(1);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(1280);
  });

  test('has a content security policy that rejects injected markup', async (context) => {
    const { mock } = await serve();
    const { page, complaints } = await open(context, mock);
    const refusal = await page.evaluate(
      `(() => { try { document.body.innerHTML = '<b>x</b>'; return 'taken'; } catch (error) { return error.name; } })()`,
    );
    expect(refusal).toBe('TypeError');
    const policies = complaints.filter((complaint) => complaint.includes('TrustedHTML'));
    expect(policies.length).toBeGreaterThan(0);
  });

  test('filters by words and by outcome, and shows everything after Escape', async (context) => {
    const { mock, client } = await serve();
    const id = await client.create();
    await client.exec(id, 'print("needle")');
    await client.fetch('POST', '/v1/sandboxes', { key: 'pk_wrong_0123' });
    const { page } = await open(context, mock);
    await shows(page, 3);
    await page.getByRole('searchbox').fill('NEEDLE exec');
    await shows(page, 1);
    expect(await page.locator('#spoken').innerText()).toBe('1 of 3 requests shown');
    await client.create();
    await page.getByText('1 of 4').first().waitFor();
    await page.keyboard.press('Escape');
    await shows(page, 4);
    for (const name of [/served/, /failed/, /faulted/]) await page.getByLabel(name).setChecked(false, { force: true });
    await shows(page, 1);
    await page.getByLabel(/refused/).setChecked(false, { force: true });
    await page.getByText('No requests match.').waitFor();
  });

  test('holds new requests during a pause, and clears the journal', async (context) => {
    const { mock, client } = await serve();
    const { page } = await open(context, mock);
    await page.getByRole('button', { name: 'Pause' }).click();
    await client.create();
    await client.create();
    const resume = page.getByRole('button', { name: 'Resume, 2 new' });
    await resume.waitFor();
    expect(await rows(page)).toEqual([]);
    await resume.click();
    await shows(page, 2);
    await page.getByRole('button', { name: 'Clear' }).click();
    await shows(page, 0);
    expect(mock.journal.count).toBe(0);
    await page.getByText('No requests yet').waitFor();
  });

  test('shows as many rows as the journal keeps requests, latest first', async (context) => {
    const { mock } = await serve({ journalCap: 5 });
    const { page } = await open(context, mock);
    for (let i = 1; i <= 8; i += 1) await send(mock, 'GET', `/v1/n${i}`);
    await page.getByText('/v1/n8').first().waitFor();
    await shows(page, 5);
    const targets = (await rows(page)).map((text) => /\/v1\/n\d/.exec(text)?.[0]);
    expect(targets).toEqual(['/v1/n8', '/v1/n7', '/v1/n6', '/v1/n5', '/v1/n4']);
  });

  test('shows the sandboxes as trees, and the requests of a clicked one', async (context) => {
    const { mock, client } = await serve();
    const { page } = await open(context, mock);
    const id = await client.create();
    await client.fetch('POST', `/v1/sandboxes/${id}/fork`, { body: { n: 2 } });
    const tree = page.locator('#forks');
    await tree.getByRole('button').nth(2).waitFor();
    const of = (parent: string) =>
      page
        .locator(`${parent} > .forks > li > .sandbox`)
        .evaluateAll((all) => all.map((one) => one.getAttribute('title')));
    expect(await of('#forks')).toEqual([id]);
    expect(await of('#forks > .forks > li')).toEqual(
      mock.sandboxes
        .list()
        .slice(1)
        .map((sandbox) => sandbox.id),
    );
    await tree.getByRole('button').first().click();
    await shows(page, 1);
    expect(await tree.getByRole('button', { pressed: true }).count()).toBe(1);
    await client.fetch('DELETE', `/v1/sandboxes/${id}`);
    await tree.getByText('ended').waitFor();
    await tree.getByRole('button', { pressed: true }).click();
    await shows(page, 3);
  });

  test('shows the requests of all namespaces with their labels, and filters by namespace', async (context) => {
    const { mock, client } = await serve();
    const [one, ended] = [mock.namespace('pk_one_0123456789'), mock.namespace('pk_ended_0123456789')];
    await client.create();
    await clientOf(mock, 'server', ended.key).create();
    ended.end();
    const { page, complaints } = await open(context, mock);
    const tags = async () => (await rows(page)).map((text) => /<key \d>/.exec(text)?.[0]);
    await shows(page, 2);
    expect(await tags()).toEqual(['<key 3>', undefined]);
    const id = await clientOf(mock, 'server', one.key).create();
    await clientOf(mock, 'server', one.key).fetch('POST', `/v1/sandboxes/${id}/fork`, { body: { n: 1 } });
    await shows(page, 4);
    expect(await tags()).toEqual(['<key 2>', '<key 2>', '<key 3>', undefined]);
    await page.locator('#forks .sandbox').nth(2).waitFor();
    expect(await page.locator('#forks .space').allInnerTexts()).toEqual([expect.stringContaining('<key 2>')]);

    const choice = page.getByLabel('Namespace');
    expect(await choice.locator('option').allInnerTexts()).toEqual(['all', 'none', '<key 2>', '<key 3>']);
    await choice.selectOption('<key 2>');
    await shows(page, 2);
    await expect.poll(() => page.locator('#forks .sandbox').count()).toBe(2);
    await client.create();
    await page.getByText('2 of 5').first().waitFor();
    await page.locator('.check:visible > summary').first().click();
    expect(await page.locator('.check[open] .body').innerText()).toMatch(/Namespace\s+<key 2>/);
    await choice.selectOption('none');
    await shows(page, 2);
    await page.locator('body').press('Escape');
    await shows(page, 5);
    await expect.poll(() => page.locator('#forks .sandbox').count()).toBe(4);
    expect(await page.content()).not.toMatch(/pk_one|pk_ended|pk_test/);

    await page.getByRole('button', { name: 'Clear' }).click();
    await shows(page, 0);
    expect([mock.journal.count, one.journal.count]).toEqual([0, 0]);
    expect(await choice.isVisible()).toBe(false);
    await page.reload();
    await page.getByText('No requests yet').waitFor();
    expect(complaints).toEqual([]);
  });

  test('reconnects when the mock is restarted', async (context) => {
    const { mock, client } = await serve();
    const { page } = await open(context, mock);
    await client.create();
    await shows(page, 1);
    const port = Number(new URL(mock.url).port);
    await mock.close();
    await page.getByText('The mock does not respond.').waitFor();
    const { mock: next } = await serve({ keys: ['pk_next_0123456789'] }, port);
    await send(next, 'GET', '/v1/healthz');
    await page.getByText('The mock was restarted').waitFor();
    await page.getByText('/v1/healthz').first().waitFor();
    await shows(page, 1);
    await send(next, 'GET', '/v1/later');
    await shows(page, 2);
  });

  test('can be used with the keyboard', async (context) => {
    const { mock, client } = await serve();
    for (let i = 0; i < 3; i += 1) await client.create();
    const { page } = await open(context, mock);
    await shows(page, 3);
    const at = () =>
      page.evaluate(`[...document.querySelectorAll('.check > summary')].indexOf(document.activeElement)`);
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    expect(await at()).toBe(1);
    await page.keyboard.press('k');
    expect(await at()).toBe(0);
    await page.keyboard.press('Enter');
    await page.locator('.check[open] .exchange').first().waitFor();
    await client.create();
    await shows(page, 4);
    expect(await at()).toBe(1);
    await page.keyboard.press('/');
    await page.keyboard.type('jkp');
    expect(await page.getByRole('searchbox').inputValue()).toBe('jkp');
    await page.keyboard.press('Escape');
    await page.keyboard.press('p');
    await page.getByRole('button', { name: 'Resume' }).waitFor();
  });

  test('passes axe in both themes and at every width', async (context) => {
    const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    const { mock, client } = await serve();
    const empty = createMock();
    onTestFinished(() => empty.close());
    await empty.listen({ control: true });
    const id = await client.create();
    await client.fetch('POST', `/v1/sandboxes/${id}/fork`, { body: { n: 2 } });
    await client.fetch('POST', '/v1/sandboxes', { key: 'pk_wrong_0123', body: { a: 1 } });
    await client.fetch('GET', '/v1/nothing');
    mock.faults.add({ does: 'answer', status: 503 });
    await client.fetch('POST', '/v1/sandboxes');
    await clientOf(mock, 'server', mock.namespace().key).create();
    for (const colorScheme of ['light', 'dark'] as const)
      for (const width of [1280, 390])
        for (const [one, count] of [
          [empty, 0],
          [mock, 6],
        ] as const) {
          const { page } = await open(context, one, { width, colorScheme });
          await shows(page, count);
          for (const head of await page.locator('.check > summary').all()) await head.click();
          if (one === mock && width === 390) await page.locator('#sandboxes > summary').click();
          if (one === mock) await page.locator('.sandbox').nth(3).waitFor();
          await page.evaluate(axe);
          const { violations } = await page.evaluate<{ violations: { id: string; nodes: { html: string }[] }[] }>(
            'axe.run()',
          );
          expect(violations.map((violation) => [violation.id, violation.nodes[0]?.html])).toEqual([]);
          expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
          await page.close();
        }
  });
});
