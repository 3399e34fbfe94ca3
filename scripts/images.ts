/**
 * Builds container images from files of this machine, without a registry: `npm run images [NAME...]`. Without names,
 * builds all of them. The images are `podflare-conformance/NAME`:
 *
 * - `base`: this machine's Node and its libraries, without a shell; also works as `--probe-image`
 * - `mock`: the reference mock; arguments such as `--mutant NAME` are passed to it
 * - `node-http`, `express`, `go`, `rust-std`: correct hostds of test/servers; the compiled ones have no base image
 * - `foreign`: a program for another CPU architecture
 * - `package`: the package itself, built with the Dockerfile
 *
 * Needs the docker command, an engine, and dist/ (`npm run build`).
 */
import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { prepare, servers } from '../test/servers/servers.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../', import.meta.url));

/** Fills a folder with the files of an image. Returns the lines of its Dockerfile. */
type Recipe = (folder: string) => Promise<readonly string[]>;

export const imageNames = ['base', 'mock', 'node-http', 'express', 'go', 'rust-std', 'foreign', 'package'] as const;
export type ImageName = (typeof imageNames)[number];

const recipes: Readonly<Record<ImageName, Recipe>> = {
  base: async (folder) => {
    await program(folder, process.execPath, '/usr/local/bin/node');
    await put(folder, '/etc/passwd', 'root:x:0:0::/:/sbin/nologin\nnode:x:1000:1000::/tmp:/sbin/nologin\n');
    await put(folder, '/etc/group', 'root:x:0:\nnode:x:1000:\n');
    await mkdir(join(folder, 'tmp'));
    await chmod(join(folder, 'tmp'), 0o1777);
    return ['FROM scratch', 'COPY . /', 'CMD ["node"]'];
  },
  mock: async (folder) => {
    await cp(join(root, 'dist'), join(folder, 'dist'), { recursive: true });
    await put(folder, 'package.json', '{ "type": "module" }');
    // A variable of the image must not reach a hostd that is launched without it.
    const traps = 'ENV PODFLARE_HOSTD_ADDR=0.0.0.0:1 PODFLARE_AUTH_DISABLED=1 PODFLARE_API_KEYS=baked-in';
    return [`FROM ${tag('base')}`, 'COPY . /app', traps, 'ENTRYPOINT ["node", "/app/dist/mock-main.js"]'];
  },
  'node-http': (folder) => script(folder, 'node-http'),
  express: (folder) => script(folder, 'express'),
  go: (folder) => compiled(folder, 'go'),
  'rust-std': (folder) => compiled(folder, 'rust-std'),
  foreign: async (folder) => {
    const bytes = await readFile(process.execPath);
    // e_machine of an ELF header: 183 is 64-bit ARM, 62 is x86-64.
    bytes.writeUInt16LE(process.arch === 'arm64' ? 62 : 183, 18);
    await put(folder, '/hostd', bytes.subarray(0, 4_096), 0o755);
    return ['FROM scratch', 'COPY . /', 'ENTRYPOINT ["/hostd"]'];
  },
  package: async (folder) => {
    await run('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], { cwd: root });
    const { name, version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    await put(folder, 'package.json', '{ "private": true }');
    const tarball = `${name}-${version}.tgz`;
    await run('npm', ['install', '--omit=dev', '--no-audit', '--no-fund', '--prefer-offline', join(folder, tarball)], {
      cwd: folder,
    });
    await rm(join(folder, tarball));
    const lines = (await readFile(join(root, 'Dockerfile'), 'utf8')).split('\n');
    return lines.map((line) => line.replace(/^ARG BASE=.*/, `ARG BASE=${tag('base')}`));
  },
};

export function tag(name: ImageName): string {
  return `podflare-conformance/${name}`;
}

const built = new Map<ImageName, Promise<string>>();

/** Builds an image and its base image. Unchanged layers come from the engine's cache. */
export function buildImage(name: ImageName): Promise<string> {
  const building = built.get(name) ?? make(name);
  built.set(name, building);
  return building;
}

async function make(name: ImageName): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'podflare-conformance-image-'));
  try {
    await mkdir(join(folder, 'files'));
    const lines = await recipes[name](join(folder, 'files'));
    if (lines.some((line) => line.includes(tag('base')))) await buildImage('base');
    await writeFile(join(folder, 'Dockerfile'), lines.join('\n'));
    // Docker's legacy builder uses a local base image without asking a registry.
    await run('docker', ['build', '-q', '-t', tag(name), '-f', join(folder, 'Dockerfile'), join(folder, 'files')], {
      env: { ...process.env, DOCKER_BUILDKIT: '0' },
    });
    return tag(name);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Bundles a JavaScript server of test/servers into one file. */
async function script(folder: string, name: string): Promise<readonly string[]> {
  const entry = join(root, 'test/servers', `${name}.mjs`);
  const banner = { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" };
  const outfile = join(folder, 'hostd.mjs');
  await build({ entryPoints: [entry], outfile, bundle: true, format: 'esm', platform: 'node', banner });
  return [`FROM ${tag('base')}`, 'COPY . /app', 'USER node', 'ENTRYPOINT ["node", "/app/hostd.mjs"]'];
}

/** Copies a compiled server of test/servers and its shared libraries. */
async function compiled(folder: string, name: string): Promise<readonly string[]> {
  const server = servers.find((known) => known.name === name);
  const prepared = server && (await prepare(server));
  if (!prepared || !('command' in prepared)) throw new Error(`${name}: ${prepared?.skip ?? 'no such server'}`);
  await program(folder, prepared.command[0] ?? '', '/hostd');
  return ['FROM scratch', 'COPY . /', 'USER 65534:65534', 'ENTRYPOINT ["/hostd"]'];
}

/** A program and its shared libraries. */
async function program(folder: string, path: string, inside: string): Promise<void> {
  const { stdout } = await run('ldd', [path]).catch(() => ({ stdout: '' })); // A static program has none.
  for (const [library] of stdout.matchAll(/\/\S+/g)) await copy(library, join(folder, library));
  await copy(path, join(folder, inside));
}

async function copy(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await cp(await realpath(from), to, { preserveTimestamps: true });
}

async function put(folder: string, path: string, content: string | Uint8Array, mode = 0o644): Promise<void> {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content, { mode });
}

if (basename(process.argv[1] ?? '') === 'images.ts') {
  const wanted = process.argv.slice(2);
  const unknown = wanted.find((name) => !imageNames.some((known) => known === name));
  if (unknown !== undefined) throw new Error(`no image "${unknown}": ${imageNames.join(', ')}`);
  for (const name of imageNames) if (wanted.length === 0 || wanted.includes(name)) console.log(await buildImage(name));
}
