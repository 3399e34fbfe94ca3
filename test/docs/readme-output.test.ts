import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { docSessions } from '../support/doc-blocks.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The output of a command of the README, run by the built program against the mock. */
async function outputOf(command: string): Promise<string> {
  const line = command
    .replaceAll('npx podflare-conformance', `${process.execPath} ${join(root, 'dist/cli.cjs')}`)
    .replaceAll("'./hostd'", `'${process.execPath} ${join(root, 'dist/mock-main.js')}'`);
  const options = { cwd: root, maxBuffer: 1 << 26 };
  const { stdout } = await promisify(execFile)('/bin/sh', ['-c', line], options).catch(
    (error: { stdout: string }) => error,
  );
  return command.startsWith('npm') ? stdout.slice(stdout.indexOf('podflare-conformance 0')) : stdout;
}

/** Numbers differ from run to run. */
const masked = (text: string) => text.replace(/\d[\d,.]*/g, '#').trimEnd();

/** A pattern for an example output. A line of three dots matches any lines. */
function pattern(shown: string): RegExp {
  const parts = masked(shown)
    .split(/^\.\.\.$\n?/m)
    .map((part) => part.trimEnd().replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^\\s*${parts.join('[\\s\\S]*?')}[\\s\\S]*$`);
}

test.each(docSessions('README.md'))(
  'README.md shows the output of "$command"',
  { timeout: 120_000 },
  async ({ command, output }) => {
    const lines = output.split('\n').filter((line) => line !== '...' && line !== '');
    expect(lines.length).toBeGreaterThan(2);
    expect(masked((await outputOf(command)).replace(/^> .*\n/gm, ''))).toMatch(pattern(output));
  },
);
