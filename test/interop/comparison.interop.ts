import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { page, TABLES, type TableName, tableIn } from './comparison/page.ts';

const names = Object.keys(TABLES) as TableName[];

/** `npm run comparison` writes the results of a run. */
test.each(names)('docs/comparison.md has the table of %s that a run gives', { timeout: 1_200_000 }, async (name) => {
  const stated = tableIn(await readFile(page, 'utf8'), name)?.split('\n');
  expect(stated?.length).toBeGreaterThan(8);
  expect(stated).toEqual((await TABLES[name]()).split('\n'));
});

test('the README counts what the table of defects says', async () => {
  const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
  const rows =
    tableIn(await readFile(page, 'utf8'), 'defects')
      ?.split('\n')
      .slice(2, -2) ?? [];
  const [curl, auth, all, url, command] = [3, 4, 5, 6, 7].map(
    (column) => rows.filter((row) => row.split('|')[column]?.trim() === 'found').length,
  );
  expect(rows).toHaveLength(15);
  expect(readme).toContain(`| a curl script | ${curl} |`);
  expect(readme).toContain(`| Schemathesis | ${all} (its \`ignored_auth\` check alone: ${auth}) |`);
  expect(readme).toContain(`${url} with \`--url\`, ${command} with \`--command\`, one more with \`--profile api\``);
});
