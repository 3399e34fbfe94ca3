import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { screenshots } from '../../scripts/screenshots.ts';
import { launchBrowser } from '../support/browser.ts';

/** The width, the height and the size in bytes of a PNG file. */
async function measure(file: string) {
  const bytes = await readFile(file);
  expect(bytes.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), size: bytes.length };
}

test('the pictures of the README are drawn from real runs', { timeout: 180_000 }, async (context) => {
  const browser = await launchBrowser();
  if (!browser) context.skip('there is no Chromium');
  await browser?.close();
  const folder = await mkdtemp(join(tmpdir(), 'conformance-screenshots-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await screenshots(folder);
  expect((await readdir(folder)).sort()).toEqual(['report-dark.png', 'report-light.png', 'terminal.png']);
  // A page that was not drawn, or output without its finding, is smaller by far.
  const terminal = await measure(join(folder, 'terminal.png'));
  expect(terminal.width).toBeGreaterThan(600);
  expect(terminal.height).toBeGreaterThan(700);
  const reports = [await measure(join(folder, 'report-light.png')), await measure(join(folder, 'report-dark.png'))];
  for (const report of reports) expect(report).toMatchObject({ width: 1000, height: 1108 });
  for (const { size } of [terminal, ...reports]) {
    expect(size).toBeGreaterThan(60_000);
    expect(size).toBeLessThan(200_000);
  }
});

test('the README shows pictures that are there, each small enough for a page', async () => {
  const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
  const shown = [...readme.matchAll(/docs\/images\/[\w-]+\.png/g)].map(([path]) => path);
  expect(new Set(shown).size).toBe(3);
  for (const path of shown) {
    const { size } = await measure(new URL(`../../${path}`, import.meta.url).pathname);
    expect(size).toBeLessThan(153_600);
  }
});
