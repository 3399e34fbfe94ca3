import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { checkClient, checkMcp, TargetError, UsageError } from '../../src/index.ts';
import { ruleSet } from '../../src/run/rules.ts';
import { file } from '../program/clients/clients.ts';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
const program = [process.execPath, file('client.mjs')];

describe.each([
  ['checkClient', checkClient],
  ['checkMcp', checkMcp],
])('%s', (_, check) => {
  test.each([
    [{ command: [] }, 'the command is empty'],
    [{ command: ' ' }, 'the command is empty'],
    [{ command: 'a | b' }, 'no shell runs it'],
    [{ command: 'true', timeoutMs: 0 }, 'timeoutMs must be a whole number of milliseconds from 1 to 999999999, not 0'],
    [{ command: 'true', seed: '' }, 'seed must be 1 to 64 letters'],
    [{ command: 'true', rules: '2019-01' }, 'there is no rule set "2019-01"'],
    [{ command: 'true', only: ['healthz/*'] }, '"healthz/*" matches none of the'],
  ])('refuses %j', async (options, message) => {
    const refusal = await check(options).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(UsageError);
    expect(refusal).toMatchObject({ message: expect.stringContaining(message) as string });
  });

  test('has no key and no secret of the environment in its errors', async () => {
    const shell = 'echo "[$PODFLARE_API_KEY] [$MY_TOKEN]" >&2; exit 3';
    const error = await check({ command: ['sh', '-c', shell], env: { MY_TOKEN: 'tok_0123456789' }, seed: '7' }).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(TargetError);
    expect(error).toMatchObject({ message: expect.stringContaining('[<key>] [$MY_TOKEN]') as string });
    expect(String((error as Error).stack)).not.toMatch(/pk_conf_|tok_/);
  });

  test('rejects with the reason of its signal, and stops what it started', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    let pid = 0;
    const onOutput = (_stream: string, text: string) => {
      pid = Number(text);
      controller.abort(reason);
    };
    const command = ['sh', '-c', 'echo $$ >&2; exec sleep 600'];
    await expect(check({ command, onOutput, signal: controller.signal })).rejects.toBe(reason);
    expect(pid).toBeGreaterThan(0);
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    await expect(check({ command, signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});

test('the report of a program contains its rule set and seed', async () => {
  const report = await checkClient({ command: program, only: ['client/operation'], seed: 'x' });
  expect(report).toMatchObject({ rules: ruleSet().name, seed: 'x', verdict: 'conformant', exitCode: 0 });
});

test('checkMcp says how to install its missing dependency, which the package does not need', async () => {
  const alone = await mkdtemp(join(tmpdir(), 'conformance-alone-'));
  onTestFinished(() => rm(alone, { recursive: true }));
  const built = (await readdir(dist)).filter((name) => name.endsWith('.js'));
  await Promise.all(built.map((name) => copyFile(join(dist, name), join(alone, name))));
  await writeFile(join(alone, 'package.json'), '{ "type": "module" }');
  const code = `import { checkClient, checkMcp } from './index.js';
    const { exitCode } = await checkClient({ command: ${JSON.stringify(program)}, only: ['client/operation'] });
    await checkMcp({ command: 'true' }).catch(({ name, message }) => console.log(exitCode, name, message));`;
  await writeFile(join(alone, 'use.js'), code);
  const { stdout } = await promisify(execFile)(process.execPath, ['use.js'], { cwd: alone });
  expect(stdout).toMatch(/^0 UsageError mcp needs the package @modelcontextprotocol\/sdk, which is not installed: /);
  expect(stdout).toContain('npm install --save-dev @modelcontextprotocol/sdk@1');
});
