import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { checkClient } from '../../../src/api/programs.ts';
import type { Report } from '../../../src/model/report.ts';
import { clientChecks } from '../../../suites/client/client.ts';
import { correct, defective, defects, failing, file } from './clients.ts';

const ids = ({ checks }: Report, ...outcomes: string[]) =>
  checks.filter(({ outcome }) => outcomes.includes(outcome)).map(({ id }) => id);
const TRACE = ['client/traceparent', 'client/trace-continued', 'client/trace-on-all'];

describe('a correct program', () => {
  test.concurrent.for(correct)('$name', async ({ command, faults, needs, untraced }, { expect, skip }) => {
    if (needs && !(await has(needs))) skip(`there is no ${needs}`);
    const report = await checkClient({ command, faults });
    expect(ids(report, 'fail', 'warn', 'note', 'untestable', 'error')).toEqual([]);
    expect(ids(report, 'skip')).toEqual(untraced ? TRACE : []);
    expect(report).toMatchObject({ exitCode: 0, verdict: 'conformant' });
  });
});

async function has(command: string): Promise<boolean> {
  const found = await promisify(execFile)('sh', ['-c', `command -v ${command}`]).then(
    () => true,
    () => false,
  );
  if (!found && process.env.CI) throw new Error(`there is no ${command}, which CI must have`);
  return found;
}

describe('a program with a defect', () => {
  test.concurrent.for(Object.entries(defects))('%s', async ([name, breaks], { expect }) => {
    const report = await checkClient({ command: defective(name) });
    const revoked = clientChecks.filter((check) => check.revoked).map(({ id }) => id);
    expect(ids(report, 'fail', 'warn', 'note')).toEqual(breaks);
    expect(ids(report, 'untestable')).toEqual(failing.includes(name) ? ['client/works', ...revoked] : []);
    const musts = report.checks.some(({ level, outcome }) => level === 'must' && outcome === 'fail');
    expect(report.exitCode).toBe(musts || failing.includes(name) ? 1 : 0);
  });

  test('each check is proven able to fail', () => {
    const broken = Object.values(defects).flat();
    expect(new Set([...broken, 'client/works'])).toEqual(new Set(clientChecks.map(({ id }) => id)));
  });

  test('a broken SHOULD fails a strict run', async () => {
    const report = await checkClient({ command: defective('retries-401'), only: ['client/revoked-*'], strict: true });
    expect(report).toMatchObject({ exitCode: 1, verdict: 'not conformant', summary: { checks: { pass: 2, warn: 1 } } });
  });

  test('is told by the request that shows it', async () => {
    const { checks } = await checkClient({ command: defective('key-in-url'), only: ['client/key-in-url'] });
    const [item] = checks[0]?.cases.filter(({ outcome }) => outcome === 'warn') ?? [];
    expect(item).toMatchObject({ name: 'GET /v1/healthz', actual: 'GET /v1/healthz?api_key=<key>' });
    expect(item?.exchanges[0]?.sent).toMatch(/^GET \/v1\/healthz\?api_key=<key>\nHost: 127\.0\.0\.1:\d+\n/);
    expect(checks[0]?.rerun).toMatch(/^podflare-conformance client --only client\/key-in-url -- \S*node /);
  });

  test('a key of its own is not shown', async () => {
    const report = await checkClient({ command: defective('another-key'), only: ['client/authorization'] });
    expect(JSON.stringify(report)).toContain('Authorization: Bearer <another token>');
    expect(JSON.stringify(report)).not.toContain('pk_live_of_somebody_else');
  });
});

test('a program that hangs when its key is refused is ended, and the report names the limit', async () => {
  const command = defective('hangs-when-refused');
  const { checks } = await checkClient({ command, only: ['client/revoked-fails'], timeoutMs: 2_000 });
  expect(checks[0]?.cases[0]).toMatchObject({
    outcome: 'warn',
    actual: 'it was still running after 2000 ms, and was ended by force',
  });
});

test('a program that fails with a valid key is not conformant, and checks with a revoked key are untestable', async () => {
  const command = ['sh', '-c', `sh ${file('curl.sh')}; exit 7`];
  const report = await checkClient({ command });
  expect(ids(report, 'untestable')).toEqual([
    'client/works',
    'client/revoked-fails',
    'client/revoked-says-so',
    'client/revoked-stops',
  ]);
  expect(report.checks.find(({ outcome }) => outcome === 'untestable')?.cases[0]).toMatchObject({
    expected: 'control: exit code 0 with a valid key',
    actual: 'it ended with exit code 7',
  });
  expect(report.exitCode).toBe(1);
});

test('one request for each of many sandboxes is not counted as retries', async () => {
  const one = `node ${file('client.mjs')}`;
  const command = ['sh', '-c', `s=0; for i in 1 2 3 4 5; do ${one} || s=1; done; exit $s`];
  const report = await checkClient({ command, only: ['client/revoked-stops'] });
  expect(ids(report, 'pass')).toEqual(['client/revoked-stops']);
});

test.each([
  [['./none'], 'cannot start "./none": no such program'],
  [['sh', '-c', 'echo hello; exit 3'], 'it ended with exit code 3; does it read that variable? It printed:\nhello'],
])('%j cannot be used: a TargetError', async (command, message) => {
  await expect(checkClient({ command })).rejects.toMatchObject({
    exitCode: 3,
    message: expect.stringContaining(message) as string,
  });
});

test.each([
  [{ only: ['healthz/*'] }, '"healthz/*" matches none of the client checks'],
  [{ skip: ['client/*'] }, 'no check is left to run'],
])('%j is wrong usage', async (options, message) => {
  await expect(checkClient({ command: ['true'], ...options })).rejects.toMatchObject({
    exitCode: 2,
    message: expect.stringContaining(message) as string,
  });
});

test('without a check of a revoked key the program runs once', async () => {
  const report = await checkClient({ command: ['sh', file('curl.sh')], only: ['client/body'] });
  expect(report.summary.requests).toBe(3);
});

describe('a program whose sandbox runs for ever', () => {
  const program = `
    const { PODFLARE_HOSTD_URL: url, PODFLARE_API_KEY: key } = process.env;
    const headers = { authorization: 'Bearer ' + key, 'content-type': 'application/json' };
    const { id } = await (await fetch(url + '/v1/sandboxes', { method: 'POST', headers })).json();
    const body = JSON.stringify({ code: 'for i in range(99999999999): pass' });
    await fetch(url + '/v1/sandboxes/' + id + '/exec', { method: 'POST', headers, body });
    console.log('runs');
    setInterval(() => {}, 1000);`;
  const command = [process.execPath, '--input-type=module', '--eval', program];

  test('ends with its time', async () => {
    const report = await checkClient({ command, timeoutMs: 3_000, only: ['client/works'] });
    expect(JSON.stringify(report.checks)).toContain('it was still running after 3000 ms');
  });

  test('ends with the signal', async () => {
    const controller = new AbortController();
    const onOutput = () => controller.abort(new Error('Ctrl-C'));
    await expect(checkClient({ command, signal: controller.signal, onOutput })).rejects.toThrow('Ctrl-C');
  });
});
