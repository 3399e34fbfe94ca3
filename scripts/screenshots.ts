/**
 * Takes the screenshots of the README: `npm run screenshots [FOLDER]`, by default docs/images. Each shows the real
 * output of the built command line for the mock with a defect. Needs Chromium, and dist/ (`npm run build:js`).
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../test/support/browser.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const run = promisify(execFile);

/** A hostd that also accepts the key in the URL. Two families of checks fit on one screen. */
const TERMINAL = { mutant: 'key-in-query-access-token', only: ['keys/*', 'startup/*'] };
/** A hostd that compares only the beginning of a key. */
const REPORT = { mutant: 'key-start-compared', only: [] };

/** Runs the suite on ./hostd, the mock with a defect, in a temporary folder. Resolves to the command and its output. */
async function check(folder: string, { mutant, only }: typeof TERMINAL, ...more: string[]) {
  const main = join(root, 'dist/mock-main.js');
  const script = `#!/bin/sh\nexec '${process.execPath}' '${main}' --mutant ${mutant}\n`;
  await writeFile(join(folder, 'hostd'), script, { mode: 0o755 });
  const words = ['--command', './hostd', ...only.flatMap((glob) => ['--only', glob])];
  const options = { cwd: folder, env: { ...process.env, FORCE_COLOR: '1' } };
  const { code, stdout } = await run(process.execPath, [join(root, 'dist/cli.cjs'), ...words, ...more], options).then(
    () => ({ code: 0, stdout: '' }),
    (error: { code: number; stdout: string }) => error,
  );
  if (code !== 1) throw new Error(`the suite ended with ${code} where it had to find ${mutant}`);
  return { words, stdout };
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** Converts the SGR codes of src/report/render/paint.ts to markup. Each of them ends within its line. */
function markup(text: string): string {
  return escaped(text).replace(/\x1b\[(\d+)m/g, (_, code: string) =>
    code === '22' || code === '39' ? '</span>' : `<span class="sgr${code}">`,
  );
}

const terminal = (command: string, output: string) => `<!doctype html><meta charset="utf-8"><style>
body { margin: 0; width: max-content; background: #0d1117 }
header { height: 30px; display: flex; gap: 8px; align-items: center; padding-left: 14px; background: #21262d }
i { width: 11px; height: 11px; border-radius: 50%; background: #484f58 }
pre { margin: 0; padding: 14px 16px 16px; width: 80ch; font: 13px/1.35 'DejaVu Sans Mono', monospace; color: #e6edf3;
  white-space: pre-wrap; word-break: break-all }
.sgr1 { font-weight: bold } .sgr2 { color: #8b949e }
.sgr31 { color: #ff7b72 } .sgr32 { color: #56d364 } .sgr33 { color: #e3b341 } .sgr36 { color: #76e3ea }
</style><header><i></i><i></i><i></i></header><pre><span class="sgr32">$</span> ${escaped(command)}
${markup(output.trimEnd())}</pre>`;

async function drawTerminal(browser: Browser, folder: string, path: string): Promise<void> {
  const { words, stdout } = await check(folder, TERMINAL);
  const typed = words.map((word) => (word.includes('*') ? `'${word}'` : word)).join(' ');
  const page = await browser.newPage({ viewport: { width: 200, height: 200 } });
  await page.setContent(terminal(`npx podflare-conformance ${typed}`, stdout));
  await page.locator('body').screenshot({ path });
}

async function drawReport(browser: Browser, folder: string, path: (theme: string) => string): Promise<void> {
  const file = join(folder, 'report.html');
  await check(folder, REPORT, '--reporter', `html=${file}`);
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await browser.newPage({ viewport: { width: 1000, height: 1108 }, colorScheme });
    await page.goto(pathToFileURL(file).href);
    await page.locator('summary', { hasText: 'keys/wrong-token' }).click();
    await page.evaluate('scrollTo(0, 0)');
    await page.screenshot({ path: path(colorScheme) });
  }
}

/**
 * Writes terminal.png, report-light.png and report-dark.png to a folder.
 * @throws Error when there is no Chromium, or the suite did not detect the defect
 */
export async function screenshots(images: string): Promise<void> {
  const browser = await launchBrowser();
  if (!browser) throw new Error('there is no Chromium on PATH; CHROMIUM names one');
  const folder = await mkdtemp(join(tmpdir(), 'podflare-conformance-screenshots-'));
  try {
    await mkdir(images, { recursive: true });
    await drawTerminal(browser, folder, join(images, 'terminal.png'));
    await drawReport(browser, folder, (theme) => join(images, `report-${theme}.png`));
  } finally {
    await browser.close();
    await rm(folder, { recursive: true });
  }
}

if (basename(process.argv[1] ?? '') === 'screenshots.ts')
  await screenshots(resolve(process.argv[2] ?? join(root, 'docs/images')));
