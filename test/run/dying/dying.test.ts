import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, type ExpectStatic, test } from 'vitest';
import type { Report } from '../../../src/model/report.ts';
import { Workshop } from '../../hosts/support.ts';
import { bundle } from '../../support/bundle.ts';
import type { Ended } from '../../support/cli.ts';
import { dyingServer, type Moment } from './server.ts';

const KEY = 'pk_test_0123456789abcdef';

let shop: Workshop;
let program: string;
beforeAll(async () => {
  shop = await Workshop.open();
  program = join(shop.folder, 'program.mjs');
  await bundle(fileURLToPath(new URL('program.ts', import.meta.url)), program);
});
afterAll(() => shop.close());

/** The allowed exit codes: a verdict with its report, or one line with the reason why there is none. */
async function requireVerdict(
  expect: ExpectStatic,
  { code, stdout, stderr }: Ended,
  file: string,
  allowed: readonly number[],
): Promise<void> {
  const text = await readFile(join(shop.folder, file), 'utf8').catch(() => undefined);
  expect(allowed, stderr).toContain(code);
  if (code === 3) {
    expect(text).toBeUndefined();
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^podflare-conformance: \S/);
    return;
  }
  const report = JSON.parse(text ?? '{}') as Report;
  expect(report.exitCode).toBe(code);
  expect(report.summary.checks.error).toBe(0);
  expect(stdout).toContain({ 0: 'Conformant', 1: 'Not conformant', 2: 'Nothing was' }[report.exitCode as 0]);
}

let runs = 0;
const reportFile = () => `report-${++runs}.json`;

describe('a launched server that dies ends the run with a verdict or an error', () => {
  const ENFORCED = ['--only', 'unauthorized/no-key'];
  const SIGTERM = ['--only', 'startup/sigterm'];
  const WARNING = ['--only', 'disabled/starts', '--only', 'disabled/warning'];
  const OPEN = ['--only', 'dev-mode/no-key'];

  test.concurrent.for([
    ['start', 'exit 0', '', ENFORCED, [3]],
    ['start', 'exit 1', '', ENFORCED, [3]],
    ['start', 'kill', '', ENFORCED, [3]],
    ['start', 'daemon', '', ENFORCED, [3]],
    ['line', 'exit 0', '', ENFORCED, [3]],
    ['listening', 'exit 0', '', ENFORCED, [1, 3]],
    ['listening', 'stop-listening', '', ENFORCED, [1, 3]],
    ['connection 1', 'exit 0', '', ENFORCED, [1, 3]],
    ['connection 2', 'kill', '', ENFORCED, [1]],
    ['connection 5', 'exit 0', '', ENFORCED, [1]],
    ['request 1', 'exit 0', '', ENFORCED, [1, 3]],
    ['answer 1', 'exit 0', '', ENFORCED, [1, 3]],
    ['answer 2', 'exit 0', '', ENFORCED, [1]],
    ['answer 3', 'stop-listening', '', ENFORCED, [1]],
    ['answer 6', 'kill', '', ENFORCED, [1]],
    ['interim 2', 'exit 0', '', ENFORCED, [1]],
    ['head 2', 'exit 0', '', ENFORCED, [1]],
    ['body 3', 'exit 1', '', ENFORCED, [1]],
    ['chunk 4', 'exit 0', '', ENFORCED, [1]],
    ['start', 'exit 0', 'PODFLARE_AUTH_DISABLED=1', WARNING, [1]],
    ['listening', 'exit 0', 'PODFLARE_AUTH_DISABLED=1', WARNING, [1]],
    ['answer 1', 'exit 0', 'PODFLARE_AUTH_DISABLED=1', WARNING, [1]],
    ['close 1', 'exit 0', 'PODFLARE_AUTH_DISABLED=1', ['--only', 'disabled/warning'], [1, 2]],
    ['close 2', 'kill', 'PODFLARE_AUTH_DISABLED=1', WARNING, [1]],
    ['answer 1', 'stop-listening', 'PODFLARE_AUTH_DISABLED=1', WARNING, [1]],
    ['answer 1', 'exit 0', 'PODFLARE_API_KEYS=', OPEN, [1]],
    ['close 1', 'exit 0', 'PODFLARE_LOG_FORMAT=json', ['--only', 'headers/trace-id-logged'], [0, 1, 2]],
    ['listening', 'exit 0', 'PODFLARE_API_KEYS=', ['--only', 'startup/refuses'], [0, 1]],
    ['close 1', 'exit 0', '', ['--only', 'startup/keys-stay-secret', '--only', 'startup/port-in-use'], [0, 1]],
    ['term', 'kill', '', SIGTERM, [0, 1]],
    ['term', 'exit 3', '', SIGTERM, [0]],
    ['term', 'stop-listening', '', SIGTERM, [0, 1]],
  ] as const)('%s, %s, %s', async ([when, how, condition, only, allowed], { expect }) => {
    const file = reportFile();
    const args = ['--arg', program, '--arg', when, '--arg', how, ...(condition === '' ? [] : ['--arg', condition])];
    const limits = ['--timeout', '1000', '--start-timeout', '3000', '--reporter', `json=${file}`];
    const ended = await shop.run(['--command', process.execPath, ...args, ...only, ...limits]);
    await requireVerdict(expect, ended, file, allowed);
  });
});

describe('a server given by URL that dies ends the run with a verdict or an error', () => {
  /** A server in this process, and a function that destroys it with all its connections. */
  async function serve(make: (die: () => void) => Server): Promise<{ url: string; die: () => void }> {
    const sockets = new Set<Socket>();
    const die = () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    };
    const server = make(die).on('connection', (socket: Socket) => {
      sockets.add(socket.on('error', () => {}).on('close', () => sockets.delete(socket)));
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, die };
  }

  async function check(
    expect: ExpectStatic,
    make: (die: () => void) => Server,
    allowed: readonly number[],
  ): Promise<void> {
    const { url, die } = await serve(make);
    const file = reportFile();
    const only = ['--only', 'unauthorized/no-key', '--only', 'keys/all-valid', '--only', 'headers/traceparent'];
    const limits = ['--timeout', '1000', '--reporter', `json=${file}`];
    const ended = await shop.bare(['--url', url, '--key', KEY, ...only, ...limits]);
    die();
    await requireVerdict(expect, ended, file, allowed);
  }

  test.concurrent.for([
    ['connection', 1, [1, 3]],
    ['connection', 3, [1, 3]],
    ['connection', 8, [1]],
    ['request', 1, [1, 3]],
    ['request', 9, [1]],
    ['interim', 5, [1, 3]],
    ['head', 6, [1]],
    ['body', 7, [1]],
    ['chunk', 8, [1]],
    ['answer', 1, [1, 3]],
    ['answer', 4, [1, 3]],
    ['answer', 12, [1]],
    ['answer', 30, [1]],
  ] as const)('%s %i', async ([place, nth, allowed], { expect }) => {
    const moment: Moment = { place, nth };
    await check(expect, (die) => dyingServer({ PODFLARE_API_KEYS: KEY }, moment, die), allowed);
  });

  test.concurrent.for([
    ['a connection is accepted', () => {}],
    ['a 101 is sent', (socket: Socket) => socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n')],
    ['half a status line is sent', (socket: Socket) => socket.write('HTTP/1.1 2')],
  ] as const)('once %s', async ([, act], { expect }) => {
    await check(
      expect,
      (die) =>
        createServer((socket) => {
          act(socket);
          socket.once('data', () => setImmediate(die));
        }),
      [1, 3],
    );
  });
});
