import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../', import.meta.url));
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

/** The folders of a list of ARCHITECTURE.md. Each may import from itself and from those before it. */
function foldersOf(list: string): string[] {
  const [, text = ''] = read('ARCHITECTURE.md').split(`<!-- ${list}: `);
  return [...(text.split('<!-- end of')[0] ?? '').matchAll(/^\d+\. `([\w/]+)`: \S/gm)].map(([, folder = '']) => folder);
}

const layers = foldersOf('layers');
const mockLayers = foldersOf('mock layers');

const sources = execFileSync('git', ['ls-files', 'src', 'mock', 'suites'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'));

/** The innermost folder of the list that holds a file; undefined for an entry point. */
function layerOf(file: string, list = layers): string | undefined {
  if (/^(src|mock)\/[^/]+$/.test(file)) return undefined;
  return list.filter((layer) => file.startsWith(`${layer}/`)).sort((a, b) => b.length - a.length)[0];
}

function importsOf(file: string): string[] {
  const specifiers = read(file).matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'(\.[^']+)'/g);
  return [...specifiers].map(([, specifier = '']) => normalize(join(dirname(file), specifier)));
}

interface BiomeConfig {
  readonly overrides: readonly {
    readonly includes: readonly string[];
    readonly linter?: {
      readonly rules: {
        readonly style?: {
          readonly noRestrictedImports?: {
            readonly options: { readonly patterns: readonly { readonly group: readonly string[] }[] };
          };
        };
      };
    };
  }[];
}

/**
 * The folders that Biome keeps a folder from importing. Its exceptions, which begin with `!`, are for the tests above.
 */
function forbiddenByBiome(folder: string): string[] {
  const { overrides } = JSON.parse(read('biome.json')) as BiomeConfig;
  const own = overrides.filter(({ includes }) => includes[0] === `${folder}/**`);
  const patterns = own.flatMap(({ linter }) => linter?.rules.style?.noRestrictedImports?.options.patterns ?? []);
  return patterns.flatMap(({ group }) => group.filter((glob) => !glob.startsWith('!')));
}

test('ARCHITECTURE.md lists every folder of the sources', () => {
  expect(layers.length).toBeGreaterThan(10);
  expect(sources.length).toBeGreaterThan(200);
  const unlisted = sources.filter((file) => /^src\/[^/]+\/|^(mock|suites)\//.test(file) && !layerOf(file));
  expect(unlisted.filter((file) => !/^mock\/[^/]+$/.test(file))).toEqual([]);
});

test('every import is of the same folder or an earlier one', () => {
  const backward = sources.flatMap((file) => {
    const from = layerOf(file);
    if (from === undefined) return [];
    return importsOf(file).flatMap((target) => {
      const to = layerOf(target);
      const fine = to !== undefined && layers.indexOf(to) <= layers.indexOf(from);
      return fine || target === 'package.json' ? [] : [`${file} -> ${target}`];
    });
  });
  expect(backward).toEqual([]);
});

test('every import within the mock is of the same folder or an earlier one', () => {
  const own = sources.filter((file) => layerOf(file) === 'mock');
  expect(own.filter((file) => layerOf(file, mockLayers) === undefined)).toEqual([]);
  expect(mockLayers.filter((layer) => !own.some((file) => layerOf(file, mockLayers) === layer))).toEqual([]);
  const backward = own.flatMap((file) =>
    importsOf(file)
      .filter((target) => layerOf(target) === 'mock' || layerOf(target) === undefined)
      .filter((target) => target !== 'package.json')
      .filter((target) => {
        const to = layerOf(target, mockLayers);
        return to === undefined || mockLayers.indexOf(to) > mockLayers.indexOf(layerOf(file, mockLayers) ?? '');
      })
      .map((target) => `${file} -> ${target}`),
  );
  expect(backward).toEqual([]);
});

describe('Biome rejects imports against the order of folders', () => {
  test.each(layers.slice(0, -1).map((folder, i) => [folder, layers.slice(i + 1)] as const))(
    'in %s',
    (folder, later) => {
      const inside = later.filter((other) => other.startsWith(`${folder}/`));
      const names = later.map((other) => `**/${other.split('/').at(-1)}/**`);
      expect(forbiddenByBiome(folder).sort()).toEqual(
        names.filter((_, i) => !inside.includes(later[i] ?? '') || folder === 'mock').sort(),
      );
    },
  );
});
