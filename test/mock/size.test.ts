import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Bytes that an import of the mock may load: half of those before the mutants got their own export. */
const LIMIT = 305_000 / 2;

/** The files that an import of `entry` loads, with their sizes in bytes. Dynamic imports are not followed. */
async function loadedBy(entry: string): Promise<Map<string, number>> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outdir: 'dist',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    external: ['msw', 'yaml', 'vitest'],
    metafile: true,
    write: false,
  });
  const loaded = new Map<string, number>();
  const load = (file: string): void => {
    const input = metafile.inputs[file];
    if (!input || loaded.has(file)) return;
    loaded.set(file, input.bytes);
    for (const { kind, path, external } of input.imports)
      if (kind === 'import-statement' && external !== true) load(path);
  };
  load(entry);
  return loaded;
}

test.each(['dist/mock.js', 'dist/msw.js'])('an import of %s loads less than 152.5 kB', async (entry) => {
  const loaded = await loadedBy(entry);
  expect(loaded.size).toBeGreaterThan(5);
  const bytes = [...loaded.values()].reduce((sum, size) => sum + size, 0);
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThan(LIMIT);
});
