import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, type TestContext, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { renderHtmlComparison } from '../../src/report/compare/html.ts';
import { renderHtml } from '../../src/report/reporters/html.ts';
import { launchBrowser } from '../support/browser.ts';
import { caseOf, checkOf, checks, HOSTILE, ofOutcome, reportOf } from './fixture.ts';

const ATTACKS = [
  HOSTILE,
  '<script>window.pwned = 1</script>',
  '</script><script>window.pwned = 2</script>',
  '</style><style>body { display: none }</style>',
  '<img src=x onerror="window.pwned = 3"><svg onload="window.pwned = 4">',
  '"><a href="javascript:window.pwned = 5" autofocus onfocus="window.pwned = 6">x</a>',
  "' onmouseover='window.pwned = 7' x='",
  '<!-- <iframe src="https://evil.example"></iframe><base href="https://evil.example">',
  '</details></main></body>&lt;b&gt;',
  'y'.repeat(1024 * 1024),
];

/** A report in which every text from the target is hostile. */
function hostile(attack: string): Report {
  const bad = checks.map((check) => ({
    ...check,
    ...{ title: attack, why: attack, fix: attack, rerun: attack },
    ...(check.outcome === 'skip' && { reason: attack }),
    excuse: { reason: attack, issue: attack },
    cases: check.cases.map((item) => ({
      ...item,
      ...{ name: attack, expected: attack, actual: attack, reason: attack, curl: attack },
      exchanges: [{ role: 'probe' as const, sent: attack, received: attack, failure: attack, durationMs: 1 }],
    })),
  }));
  const problems = [{ check: attack, kind: 'stale' as const, message: attack }];
  return { ...reportOf(bad), target: { kind: 'url', label: attack }, baseline: { excused: 1, problems } };
}

describe('the markup of the page', () => {
  test.each(ATTACKS.map((attack) => [attack.slice(0, 60), attack]))(
    'has no tag and no attribute of %s',
    (_, attack) => {
      const tags = (text: string) => text.match(/<[a-z!/][^>]*>/gi)?.map((tag) => tag.replace(/"[^"]*"/g, '""')) ?? [];
      for (const [text, harmless] of [
        [renderHtml(hostile(attack)), renderHtml(hostile('x'))],
        [renderHtmlComparison([hostile(attack), hostile(attack)]), renderHtmlComparison([hostile('x'), hostile('x')])],
      ] as const) {
        expect(tags(text)).toEqual(tags(harmless));
        expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]/);
        expect(Buffer.from(text).toString()).toBe(text);
        expect(text.length).toBeLessThan(1_500_000);
      }
    },
  );

  test('loads nothing', () => {
    expect(renderHtml(reportOf(checks))).not.toMatch(/<(link|iframe|object|img|base)\b|\ssrc=|url\(|@import/);
  });
});

describe('the page in a browser', { timeout: 120_000 }, () => {
  let browser: Browser | undefined;
  let folder: string;
  beforeAll(async () => {
    browser = await launchBrowser();
    folder = await mkdtemp(join(tmpdir(), 'conformance-html-'));
  });
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true });
  });

  interface Opened {
    readonly page: Page;
    /** The errors of the page, and its network requests. */
    readonly complaints: readonly string[];
  }
  interface Look {
    readonly width?: number;
    readonly colorScheme?: 'light' | 'dark';
    readonly hash?: string;
  }
  let pages = 0;

  async function open(
    context: TestContext,
    text: string,
    { width = 1280, colorScheme = 'light', hash = '' }: Look = {},
  ) {
    if (!browser) return context.skip('there is no Chromium on this machine');
    pages += 1;
    const file = join(folder, `${pages}.html`);
    await writeFile(file, text);
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('dialog', (dialog) => complaints.push(dialog.message()));
    page.on('request', (request) => {
      if (!request.url().startsWith('file:')) complaints.push(request.url());
    });
    await page.goto(`${pathToFileURL(file)}${hash}`);
    return { page, complaints } satisfies Opened;
  }

  const shown = (page: Page) => page.locator('.check:visible').evaluateAll((items) => items.map(({ id }) => id));
  const opened = (page: Page) => page.locator('.check[open]').evaluateAll((items) => items.map(({ id }) => id));

  test('shows what a target has sent, and obeys none of it', async (context) => {
    for (const attack of ATTACKS) {
      const { page, complaints } = await open(context, renderHtml(hostile(attack)));
      await page.getByRole('button', { name: 'Open all' }).click();
      await page.mouse.move(300, 300);
      expect(await page.evaluate('window.pwned')).toBeUndefined();
      expect(complaints).toEqual([]);
      expect(await page.locator('footer').count()).toBe(1);
      const text = await page.locator('.versus dd').first().textContent();
      if (/^[\x20-\x7e]{1,999}$/.test(attack)) expect(text).toBe(attack);
      await page.close();
    }
  });

  test('is guarded by its policy: what gets into it all the same is not run', async (context) => {
    const added =
      '<style>h1 { display: none }</style><script>window.pwned = 1</script><img src="https://evil.example/">';
    const text = renderHtml(reportOf(checks)).replace('</main>', `${added}</main>`);
    const { page, complaints } = await open(context, text);
    expect(await page.evaluate('window.pwned')).toBeUndefined();
    expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(true);
    expect(await page.getByRole('search').isVisible()).toBe(true);
    expect(complaints.filter((complaint) => complaint.includes('Content Security Policy'))).toHaveLength(3);
  });

  test('is found fit for assistive technology, in both themes and at every width', async (context) => {
    const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    const texts = [renderHtml(reportOf(checks)), renderHtmlComparison([reportOf(checks), reportOf(ofOutcome('pass'))])];
    for (const text of texts)
      for (const colorScheme of ['light', 'dark'] as const)
        for (const width of [1280, 390]) {
          const { page, complaints } = await open(context, text, { width, colorScheme });
          await page.getByRole('button', { name: 'Open all' }).click();
          await page.evaluate(axe);
          const { violations } = await page.evaluate<{ violations: { id: string; nodes: { html: string }[] }[] }>(
            'axe.run()',
          );
          expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
          expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
          expect(complaints).toEqual([]);
          await page.close();
        }
  });

  test('is searched, filtered and folded', async (context) => {
    const { page } = await open(context, renderHtml(reportOf(checks)));
    expect(await shown(page)).toHaveLength(checks.length);
    expect(await page.locator('output').textContent()).toBe('8 checks');

    await page.getByRole('searchbox').fill('FAILS post');
    await expect.poll(() => shown(page)).toEqual(['alpha/fails']);
    expect(await page.locator('output').textContent()).toBe('1 of 8 checks');
    expect(await page.getByRole('heading', { name: 'Passed' }).count()).toBe(0);
    await page.getByRole('searchbox').fill('nowhere to be found');
    await expect.poll(() => page.locator('.nothing').isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    expect(await shown(page)).toHaveLength(checks.length);

    await page.getByText('1 failed').click();
    await page.getByText('1 passed').click();
    expect(await shown(page)).not.toContain('alpha/fails');
    expect(await shown(page)).toHaveLength(checks.length - 2);

    await page.getByRole('button', { name: 'Open all' }).click();
    expect(await opened(page)).toHaveLength(checks.length - 2);
    await page.getByRole('button', { name: 'Close all' }).click();
    expect(await opened(page)).toEqual([]);
  });

  test('is read by keyboard alone', async (context) => {
    const { page } = await open(context, renderHtml(reportOf(checks)));
    const order = await shown(page);
    for (const key of ['j', 'j', 'Enter', 'j', 'k', 'k', 'Enter']) await page.keyboard.press(key);
    expect(await opened(page)).toEqual(
      [order[0], order[1]].sort((a, b) => order.indexOf(a ?? '') - order.indexOf(b ?? '')),
    );
    await page.keyboard.press('/');
    await page.keyboard.type('beta/j');
    expect(await page.getByRole('searchbox').inputValue()).toBe('beta/j');
    await page.keyboard.press('Escape');
    await page.keyboard.press('e');
    expect(await opened(page)).toEqual([]);
    await page.keyboard.press('e');
    expect(await opened(page)).toHaveLength(checks.length);
  });

  test('opens the check that a link names, also one that a filter hides', async (context) => {
    const { page } = await open(context, renderHtml(reportOf(checks)), { hash: '#beta/warns' });
    expect(await opened(page)).toEqual(['beta/warns']);
    await page.getByRole('searchbox').fill('gamma');
    await expect.poll(() => shown(page)).not.toContain('alpha/fails');
    await page.getByRole('link', { name: 'alpha/fails, failed' }).click();
    await expect.poll(() => opened(page)).toContain('alpha/fails');
    expect(await shown(page)).toContain('alpha/fails');
  });

  test('is on paper with what was found, and without its tools', async (context) => {
    const { page } = await open(context, renderHtml(reportOf(checks)));
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    await page.emulateMedia({ media: 'print' });
    expect(await opened(page)).not.toContain('alpha/passes');
    expect(await opened(page)).toContain('alpha/fails');
    expect(await page.locator('.toolbar').isVisible()).toBe(false);
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    expect(await opened(page)).toEqual([]);
    expect((await page.pdf()).subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('copies a command as it is', async (context) => {
    const { page } = await open(context, renderHtml(reportOf(ofOutcome('fail'))), { hash: '#alpha/fails' });
    await page.evaluate(`Object.defineProperty(navigator, 'clipboard', { value: {
      writeText: async (text) => { window.copied = text; } } })`);
    await page.getByRole('button', { name: 'Copy' }).last().click();
    expect(await page.evaluate('window.copied')).toBe(checkOf({ id: 'alpha/fails' }).rerun);
  });

  test('tells everything without its script', async (context) => {
    const text = renderHtml(reportOf(checks)).replace(/<script>.*<\/script>/s, '');
    const { page } = await open(context, text);
    expect(await shown(page)).toHaveLength(checks.length);
    expect(await page.locator('.toolbar').isVisible()).toBe(false);
    await page.locator('summary', { hasText: 'alpha/fails' }).click();
    expect(await page.locator('[id="alpha/fails"] .finding > .exchange .sent').first().isVisible()).toBe(true);
  });

  test('compares several runs, and shows on demand where they differ', async (context) => {
    const other = checks.map((check) => ({
      ...check,
      ...(check.id === 'alpha/fails' && { outcome: 'pass' as const }),
    }));
    const { page } = await open(context, renderHtmlComparison([reportOf(checks), reportOf(other)]));
    const rows = () => page.locator('tr[data-outcome]:visible summary code').allTextContents();
    expect(await rows()).toHaveLength(checks.length);
    await page.getByText('differences only').click();
    expect(await rows()).toEqual(['alpha/fails']);
    await page.keyboard.press('Escape');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    expect(await page.locator('tr:has(details[open]) summary code').first().textContent()).toBe('alpha/fails');
    expect(await page.locator('details[open] .versus dd').first().textContent()).toContain('200 text/html');
  });

  test('holds five hundred exchanges', async (context) => {
    const exchange = { role: 'probe' as const, sent: 'x'.repeat(4096), received: 'y'.repeat(4096), durationMs: 1 };
    const many = Array.from({ length: 100 }, (_, i) =>
      checkOf({
        id: `many/${i}`,
        outcome: 'fail',
        cases: Array.from({ length: 5 }, (_, j) =>
          caseOf({ outcome: 'fail', name: `${j}`, expected: 'a', actual: `${j}`, exchanges: [exchange] }),
        ),
      }),
    );
    const { page, complaints } = await open(context, renderHtml(reportOf(many)));
    expect(await page.locator('.exchange').count()).toBe(500);
    await page.getByRole('searchbox').fill('many/42');
    await expect.poll(() => shown(page)).toEqual(['many/42']);
    expect(complaints).toEqual([]);
  });
});
