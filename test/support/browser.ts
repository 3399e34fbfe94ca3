import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The Chromium of the machine; CHROMIUM names another. */
function executable(): string | undefined {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find((file) => existsSync(file));
}

/** Starts a browser. Undefined on a machine without one; in CI, that is an error. */
export async function launchBrowser(): Promise<Browser | undefined> {
  const executablePath = executable();
  if (executablePath !== undefined) return await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  if (process.env.CI) throw new Error('there is no Chromium on PATH; CHROMIUM names one');
  return undefined;
}
