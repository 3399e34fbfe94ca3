import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { fileOf, suitesIndex } from '../../scripts/generate/suites.ts';
import type { Check } from '../../src/checks/check.ts';
import { bypassVariants } from '../../suites/hostd/bypass/lib/variants.ts';
import { checks } from '../../suites/index.ts';
import { readLedger } from '../../suites/ledger.ts';

const suites = fileURLToPath(new URL('../../suites/', import.meta.url));
const sources = readdirSync(suites, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const checkFiles = sources.filter((file) => /^(hostd|gateway)\//.test(file) && !file.includes('/lib/'));

describe('the files of the suites', () => {
  test('hold one check each, under the name of its id', async () => {
    expect(checkFiles.length).toBeGreaterThan(150);
    for (const file of checkFiles) {
      const { default: found } = (await import(join(suites, file))) as { default: Check };
      expect(file.replace(/^hostd\//, ''), file).toBe(`${found.id}.ts`);
    }
  });

  test('are where docs/rules.md says they are', () => {
    const ids = readLedger().flatMap((rule) => rule.checks ?? []);
    expect(ids.length).toBeGreaterThan(150);
    const slugs = ids.map((id) => [fileOf(id), id.replace(/^(client|mcp)/, '')] as const);
    const missing = slugs.filter(([file, slug]) => !readFileSync(join(suites, '..', file), 'utf8').includes(slug));
    // mcp/mcp.ts makes these two of the names of the signals.
    expect(missing.map(([, slug]) => slug)).toEqual(['/sigterm', '/sigint']);
  });

  test('are all in the index', () => {
    const ids = checkFiles.map((file) => file.replace(/^hostd\/|\.ts$/g, ''));
    expect(checks.map(({ id }) => id).sort()).toEqual(ids.sort());
  });

  test('are short enough to read in one sitting', () => {
    const lines = (file: string) => readFileSync(join(suites, file), 'utf8').split('\n').length - 1;
    expect(checkFiles.filter((file) => lines(file) > 150)).toEqual([]);
  });
});

test('bypass/no-crash tries every way around the gate', () => {
  const ways = checks.flatMap((check) => ('variants' in check ? (check.variants as readonly unknown[]) : []));
  expect(ways.length).toBeGreaterThan(100);
  expect(bypassVariants).toEqual(ways);
});

describe('the index of the suites', () => {
  const files = ['hostd/keys/b.ts', 'hostd/keys/a.ts', 'hostd/other/c-2.0.ts', 'gateway/d.ts'];
  const listed = (order: readonly string[]) => suitesIndex(files, order).match(/(?<=^ {2})\w+/gm);

  test('keeps its order', () => {
    const order = ['gatewayD', 'keysB', 'otherC20', 'keysA'];
    expect(listed(order)).toEqual(order);
  });

  test('puts a new check at the end of its family', () => {
    expect(listed(['keysB', 'otherC20', 'gatewayD'])).toEqual(['keysB', 'keysA', 'otherC20', 'gatewayD']);
    expect(listed(['keysA', 'keysB', 'otherC20'])).toEqual(['keysA', 'keysB', 'otherC20', 'gatewayD']);
  });

  test('drops a check whose file is gone', () => {
    expect(listed(['keysGone', 'keysA', 'keysB', 'otherC20', 'gatewayD'])).not.toContain('keysGone');
  });

  test('imports every file', () => {
    expect(suitesIndex(files, [])).toContain("import otherC20 from './hostd/other/c-2.0.ts';\n");
  });
});
