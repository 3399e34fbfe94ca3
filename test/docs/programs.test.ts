import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { transform } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { docBlocks, docLines, docSessions } from '../support/doc-blocks.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));
const cli = join(root, 'dist/cli.cjs');

const pages = ['docs/sdk.md', 'docs/mcp.md'];
const lines = pages.flatMap(docLines);
const modules = pages.flatMap((page) => docBlocks(page, 'ts'));
const shown = pages.flatMap(docSessions);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(root, 'dist', 'docs-'));
  const program = await readFile(join(root, 'test/program/clients/urllib_client.py'), 'utf8');
  await writeFile(join(folder, 'my_program.py'), program);
  await writeFile(join(folder, 'broken.py'), program.replace(/ +request\.add_header\("content-type".*\n/, ''));
  await copyFile(join(root, 'test/program/mcp/server.mjs'), join(folder, 'server.mjs'));
  const [script = ''] = docBlocks('docs/sdk.md', 'yaml');
  // A program that tries again on 503 is not at hand in the example.
  await writeFile(join(folder, 'script.yaml'), script.slice(0, script.indexOf('faults:')));
  await writeFile(join(folder, 'whole.yaml'), script);
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs a command line of a page unchanged, with the built program. */
async function sh(line: string): Promise<{ code: number; stdout: string }> {
  const command = line.replace('npx podflare-conformance', `'${process.execPath}' '${cli}'`);
  try {
    return { code: 0, stdout: (await run('/bin/sh', ['-c', command], { cwd: folder })).stdout };
  } catch (error) {
    return error as { code: number; stdout: string };
  }
}

/** A pattern for an example output. A line of three dots matches any lines, and a number matches any number. */
function pattern(text: string): RegExp {
  const parts = text.split(/^\.\.\.\n/m).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('[\\s\\S]*?').replace(/\d+/g, '\\d+')}`);
}

describe('docs/sdk.md and docs/mcp.md', () => {
  test('have examples', () => {
    expect([lines.length, shown.length, modules.length]).toEqual([7, 2, 2]);
  });

  test.each(lines.filter((line) => !line.startsWith('npm install')))('have a line that works: %s', async (line) => {
    expect(await sh(line)).toMatchObject({ code: 0 });
  });

  test.each(modules)('have code that runs: %s', async (code) => {
    const { code: js } = await transform(code, { loader: 'ts', format: 'esm', target: 'node20.18' });
    await writeFile(join(folder, 'example.mjs'), js);
    const { stdout, stderr } = await run(process.execPath, ['example.mjs'], { cwd: folder });
    expect(stdout).toContain('Conformant: every rule that was checked holds.');
    expect(stderr).toBe('');
  });

  test.each(shown)('show the output of "$command"', async ({ command, output }) => {
    expect((await sh(command)).stdout).toMatch(pattern(output));
  });

  test('have a script whose faults reach the program', async () => {
    const { code, stdout } = await sh('npx podflare-conformance client --script whole.yaml -- python3 my_program.py');
    expect(code).toBe(1);
    expect(stdout).toContain('it ended with exit code 1');
  });

  test('name the package as it is among the peer dependencies', async () => {
    const { peerDependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
      peerDependencies: Readonly<Record<string, string>>;
    };
    expect(peerDependencies['@modelcontextprotocol/sdk']).toMatch(/^\^1\./);
    expect(lines).toContain('npm install --save-dev @modelcontextprotocol/sdk@1');
  });
});
