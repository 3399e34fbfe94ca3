/**
 * Bundles the package into dist/: `npm run build:js`. The command line is one CommonJS file, which Node loads in half
 * the time of ES modules. The code of a run is ES modules with shared chunks. Unchanged files are not rewritten, so a
 * program that runs from dist/ keeps running.
 */
import { chmodSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { catalogue } from '../src/cli/catalogue.ts';
import * as reporterNames from '../src/report/names.ts';
import { binText, gateText, minimumOf } from './node-version.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const dist = join(root, 'dist');

/** Modules whose exported data is inlined into the file of the command line, without the code that computes it. */
const EVALUATED: Readonly<Record<string, object>> = {
  'src/cli/catalogue.ts': { catalogue },
  'src/report/names.ts': reporterNames,
};

const evaluated = replacing('evaluated', EVALUATED, (exports) =>
  Object.entries(exports)
    .map(([name, value]) => `export const ${name} = JSON.parse(${JSON.stringify(JSON.stringify(value))});`)
    .join('\n'),
);

/** The implementations of commands, which are separate modules and loaded on demand. */
const MODULES = readdirSync(join(root, 'src/cli/actions')).map((name) => `src/cli/actions/${name}`);

const bundleOf = (module: string): string => `command-${basename(module, '.ts')}`;

/** Keeps the implementations of commands out of the file of the command line. */
const onDemand: Plugin = {
  name: 'on-demand',
  setup(plugin) {
    const missing = new Set(MODULES);
    plugin.onResolve({ filter: /^\./ }, ({ path, resolveDir, kind }) => {
      const file = relative(root, join(resolveDir, path));
      if (kind !== 'dynamic-import' || !MODULES.includes(file)) return undefined;
      missing.delete(file);
      return { path: `./${bundleOf(file)}.js`, external: true };
    });
    plugin.onEnd(() => ({
      errors: [...missing].map((file) => ({ text: `scripts/build.ts loads ${file} on demand, which nothing imports` })),
    }));
  },
};

const cli = await build({
  absWorkingDir: root,
  entryPoints: { 'command-line': 'src/cli/main.ts' },
  outdir: dist,
  outExtension: { '.js': '.cjs' },
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20.18',
  plugins: [evaluated, onDemand],
  write: false,
});

const { outputFiles, metafile } = await build({
  absWorkingDir: root,
  entryPoints: {
    ...Object.fromEntries(MODULES.map((module) => [bundleOf(module), module])),
    index: 'src/index.ts',
    client: 'src/client.ts',
    vitest: 'src/vitest.ts',
    mock: 'mock/index.ts',
    'mock-mutants': 'mock/mutants.ts',
    msw: 'mock/msw.ts',
    'mock-main': 'mock/main.ts',
  },
  outdir: dist,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.18',
  chunkNames: '[name]-[hash]',
  // Node 16 and later can link the modules, and evaluates this one first.
  banner: { js: "import './node-version.js';" },
  // The code that it passes to node is CommonJS, which cannot be part of an ES module.
  alias: { yaml: join(root, 'node_modules/yaml/browser/index.js') },
  external: [
    '@apidevtools/swagger-parser',
    '@modelcontextprotocol/sdk',
    'msw',
    'openapi-fetch',
    'testcontainers',
    'undici',
    'vitest',
  ],
  legalComments: 'inline',
  metafile: true,
  write: false,
});

const BROWSER = 'mock/adapters/browser/node.ts';

/** Modules of the mock that need Node. `BROWSER` replaces them. */
const NODE_ONLY = { 'mock/adapters/serve.ts': BROWSER, 'mock/state/pattern-worker.ts': BROWSER };

/** Resolves the built-in modules of Node to `BROWSER`. */
const builtins: Plugin = {
  name: 'builtins',
  setup(plugin) {
    plugin.onResolve({ filter: /^node:/ }, () => ({ path: join(root, BROWSER) }));
  },
};

const nodeless = replacing('nodeless', NODE_ONLY, (file) => `export * from ${JSON.stringify(join(root, file))};`);

const browser = await build({
  absWorkingDir: root,
  entryPoints: { 'msw.browser': 'mock/msw.ts' },
  outdir: dist,
  bundle: true,
  format: 'esm',
  platform: 'browser',
  target: 'es2022',
  plugins: [builtins, nodeless],
  inject: ['mock/adapters/browser/buffer.ts'],
  external: ['msw'],
  write: false,
});

/** The sidecar is one file, because it is passed to a container as an argument. */
const sidecar = await build({
  absWorkingDir: root,
  entryPoints: { sidecar: 'src/hosts/pod/sidecar.ts' },
  outdir: dist,
  bundle: true,
  minify: true,
  format: 'cjs',
  platform: 'node',
  target: 'node18',
  write: false,
});
const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { engines: { node: string } };
const minimum = minimumOf(engines.node);
const files: readonly { readonly path: string; readonly text: string }[] = [
  ...[outputFiles, cli.outputFiles, browser.outputFiles, sidecar.outputFiles].flat(),
  { path: join(dist, 'cli.cjs'), text: binText(minimum, './command-line.cjs') },
  { path: join(dist, 'node-version.js'), text: gateText(minimum) },
];

mkdirSync(dist, { recursive: true });
const kept = new Set(files.map(({ path }) => basename(path)));
for (const name of readdirSync(dist)) if (/\.c?js$/.test(name) && !kept.has(name)) rmSync(join(dist, name));
for (const { path, text } of files) put(path, text);
chmodSync(join(dist, 'cli.cjs'), 0o755);
// tsc does not copy hand-written declarations.
for (const name of ['request-validators', 'response-validators']) {
  const declaration = `src/contract/generated/${name}.d.ts`;
  put(join(dist, 'types', declaration), readFileSync(join(root, declaration), 'utf8'));
}
put(join(dist, 'THIRD-PARTY-LICENSES'), licences(Object.keys(metafile.inputs)));

/**
 * Replaces the text of modules.
 * @param modules the text of each module, by its path from the root. The build fails if the bundle does not import a
 * module, so that a renamed file is noticed.
 */
function replacing<Value>(
  name: string,
  modules: Readonly<Record<string, Value>>,
  textOf: (value: Value) => string,
): Plugin {
  return {
    name,
    setup(plugin) {
      const missing = new Set(Object.keys(modules));
      plugin.onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const file = relative(root, path);
        if (!Object.hasOwn(modules, file)) return undefined;
        missing.delete(file);
        return { contents: textOf(modules[file] as Value), loader: 'js', resolveDir: dirname(path) };
      });
      plugin.onEnd(() => ({
        errors: [...missing].map((file) => ({ text: `scripts/build.ts replaces ${file}, which nothing imports` })),
      }));
    },
  };
}

function put(path: string, text: string): void {
  if (read(path) === text) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, text);
  renameSync(`${path}.new`, path);
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** The licences of the bundled packages. */
function licences(inputs: readonly string[]): string {
  const packages = new Set(inputs.flatMap((file) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []));
  return [...packages]
    .sort()
    .map((name) => {
      const folder = join(root, 'node_modules', name);
      const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
      if (file === undefined) throw new Error(`${name} is bundled and has no licence file`);
      return `${name}\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
    })
    .join(`\n${'-'.repeat(80)}\n\n`);
}
