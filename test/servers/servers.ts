import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A correct hostd: it keeps the contract and differs from the others in everything the contract leaves open. */
export interface HostdServer {
  name: string;
  /** What sets this one apart, in a line. */
  habits: string;
  /** Argument vector, without a shell. A compiled program exists only after {@link prepare}. */
  command: string[];
  /** The tool that must be on the PATH, to run or to build. */
  needs?: 'python3' | 'go' | 'rustc';
  /** Puts the program of {@link command} into a directory. */
  build?: (outDir: string) => Promise<void>;
}

const versionArgument = { python3: '--version', go: 'version', rustc: '--version' };

export const servers: readonly HostdServer[] = [
  {
    name: 'node-http',
    habits:
      'listens after 400 ms, closes every connection, chunked pretty-printed JSON, 400 for unclean paths, create 201',
    command: [process.execPath, sourceOf('node-http.mjs')],
  },
  {
    name: 'express',
    habits: 'routes in any case and with a trailing slash, ETag, X-Powered-By, HTML 404, delete 200, JSON logs',
    command: [process.execPath, sourceOf('express.mjs')],
  },
  {
    name: 'fastify',
    habits: 'percent-decoding router, error bodies of its own shape, 401 outside /v1, health "ok" as JSON, pino logs',
    command: [process.execPath, sourceOf('fastify.mjs')],
  },
  {
    name: 'node-quirks',
    habits:
      'CORS before auth, 103 Early Hints, keep-alive of 1 s, UUIDs checked in paths, delete always 204, gaps in seq, warns late',
    command: [process.execPath, sourceOf('node-quirks.mjs')],
  },
  {
    name: 'python-http10',
    habits: 'HTTP/1.0, 411 without a length, 501 for unknown methods, logs on stdout, refuses to start after 1 s',
    command: ['python3', sourceOf('python_stdlib.py')],
    needs: 'python3',
  },
  {
    name: 'python-http11',
    habits: 'the same kept alive: 100 Continue before auth, closes when a body is left unread',
    command: ['python3', sourceOf('python_stdlib.py'), '--http11'],
    needs: 'python3',
  },
  {
    name: 'go',
    habits:
      'redirects unclean paths before auth, \\u003c in JSON, plain-text 404 and 405, logs in text, finishes requests on SIGTERM',
    command: [join(outDirOf('go'), 'hostd')],
    needs: 'go',
    build: async (outDir) => {
      const env = { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-trimpath -buildvcs=false', GOTOOLCHAIN: 'local' };
      await run('go', ['build', '-o', join(outDir, 'hostd'), '.'], { cwd: sourceOf('go'), env });
    },
  },
  {
    name: 'rust-std',
    habits:
      'closes after any 4xx without a word, 400 for two Authorization lines, lower-case headers, no Date, seq from 1, data with \\n',
    command: [join(outDirOf('rust-std'), 'hostd')],
    needs: 'rustc',
    build: async (outDir) => {
      await run('rustc', ['--edition', '2021', '-O', '-o', join(outDir, 'hostd'), sourceOf('rust-std/main.rs')]);
    },
  },
];

/**
 * Makes a server ready to be started: checks its tool and builds it, once per state of its source.
 * Safe to call at the same time from several processes.
 *
 * @returns the command, or why this machine cannot run it.
 * @throws when the tool is installed and the build fails
 */
export async function prepare(server: HostdServer): Promise<{ command: string[] } | { skip: string }> {
  const { command, needs, build } = server;
  const [program] = command;
  if (build && program && existsSync(program)) return { command };
  if (needs && !(await isInstalled(needs))) return { skip: `${needs} is not installed` };
  if (build) await buildOnce(outDirOf(server.name), build);
  return { command };
}

async function isInstalled(tool: keyof typeof versionArgument): Promise<boolean> {
  return run(tool, [versionArgument[tool]]).then(
    () => true,
    () => false,
  );
}

async function buildOnce(outDir: string, build: (outDir: string) => Promise<void>): Promise<void> {
  const scratch = await mkdtemp(`${outDir}-`);
  try {
    await build(scratch);
    await rename(scratch, outDir);
  } catch (error) {
    await rm(scratch, { recursive: true });
    if (!existsSync(outDir)) throw error; // otherwise another process was first
  }
}

function sourceOf(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}

/** The directory of a compiled server, named after its source: another source has another directory. */
function outDirOf(name: string): string {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`);
  for (const file of readdirSync(sourceOf(name)).sort()) {
    hash.update(`\0${file}\0`).update(readFileSync(join(sourceOf(name), file)));
  }
  return join(tmpdir(), `podflare-conformance-${name}-${hash.digest('hex').slice(0, 16)}`);
}
