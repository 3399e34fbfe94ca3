import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { freePort } from '../../src/hosts/ports.ts';
import { checks } from '../../suites/index.ts';
import { startGateway } from './gateway.ts';
import { haproxy, nginx } from './programs.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const page = await readFile(join(root, 'docs/gateway.md'), 'utf8');
const blocks = (language: string) =>
  [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].flatMap(([, name, text = '']) =>
    name === language ? [text] : [],
  );

describe('the page about gateways', () => {
  test.each([nginx, haproxy])('shows the configuration of $name that is tested', async ({ name, file }) => {
    expect(blocks(name)).toEqual([await readFile(file, 'utf8')]);
  });

  test.each(blocks('sh').map((line) => line.trim()))(
    'has a command that works: %s',
    { timeout: 120_000 },
    async (line) => {
      const folder = await mkdtemp(join(tmpdir(), 'gateway-'));
      await writeFile(join(folder, 'keys.txt'), 'pk_docs_0123456789abcdef\n');
      const port = await freePort();
      await using gateway = await startGateway(port);
      const command = line
        .replace('npx podflare-conformance', `${process.execPath} ${join(root, 'dist/cli.cjs')}`)
        .replace('http://127.0.0.1:8080', gateway.url)
        .replace('127.0.0.1:7071', `127.0.0.1:${port}`);
      const { stdout } = await promisify(execFile)('/bin/sh', ['-c', command], { cwd: folder });
      await rm(folder, { recursive: true, force: true });
      expect(stdout).toContain(`Target: ${gateway.url} in front of 127.0.0.1:${port}`);
      expect(stdout).toMatch(/^Conformant: every rule that was checked holds\.$/m);
    },
  );

  test('names every check of gateways, with its level', () => {
    const rows = page.split('\n').filter((row) => row.startsWith('| '));
    for (const { id, level, recorder } of checks) {
      if (recorder !== 'required' || id.endsWith('-spelling')) continue;
      expect(
        rows.filter((row) => row.includes(`\`${id}\``) && row.endsWith(`| ${level} |`)),
        id,
      ).toHaveLength(1);
    }
  });
});
