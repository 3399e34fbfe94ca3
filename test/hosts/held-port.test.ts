import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { Random } from '../../src/base/random.ts';
import { Secrets } from '../../src/base/secrets.ts';
import type { Target } from '../../src/hosts/host.ts';
import { thisMachine } from '../../src/hosts/network.ts';
import { freePort } from '../../src/hosts/ports.ts';
import { processTarget } from '../../src/hosts/process/process.ts';
import { isHeld } from '../../src/hosts/sockets.ts';
import { Launcher } from '../../src/run/launcher.ts';
import { mock, Workshop } from './support.ts';

/** A hostd that listens without SO_REUSEADDR, and therefore not on a port with connections in TIME_WAIT. */
const UNSHARING = `
import http.server, os
class Server(http.server.HTTPServer):
    allow_reuse_address = False
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header('Content-Length', '0')
        self.end_headers()
host, port = os.environ.get('PODFLARE_HOSTD_ADDR', '127.0.0.1:7070').split(':')
Server((host, int(port)), Handler).serve_forever()
`;

const linux = process.platform === 'linux';
const python = await promisify(execFile)('python3', ['--version']).then(
  () => true,
  () => false,
);
if (!python && process.env.CI) throw new Error('python3 is missing');
if (!python) console.log('skipped: servers that do not share ports, for python3 is missing');

let shop: Workshop;
beforeAll(async () => {
  shop = await Workshop.open();
});
afterAll(() => shop.close());

/** A port on which a server closed a connection and then stopped. */
async function heldPort(): Promise<number> {
  const server = createServer((socket) => socket.end());
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const client = connect(port, '127.0.0.1').resume();
  await once(client, 'close');
  await once(server.close(), 'close');
  return port;
}

function launcherOf(target: Target): Launcher {
  onTestFinished(() => target.close());
  const limits = { limits: { timeoutMs: 10_000, startTimeoutMs: 30_000 }, launches: 1 };
  return new Launcher(target, new Secrets(), { ...limits, random: new Random() });
}

const health = (launcher: Launcher, name: 'enforced' | 'dev-default') =>
  launcher.withInstance(name, async ({ running }) => running.endpoint);

describe.runIf(linux)('a port that connections of an earlier server hold', () => {
  test('is distinguished from a free port and from a port with a listener', async () => {
    expect(await isHeld(await heldPort())).toBe(true);
    expect(await isHeld(await freePort())).toBe(false);
    const server = createServer();
    onTestFinished(() => void server.close());
    await once(server.listen(0, '127.0.0.1'), 'listening');
    expect(await isHeld((server.address() as AddressInfo).port)).toBe(false);
  });

  test.runIf(python)('does not fail a server without SO_REUSEADDR: another port is used', async () => {
    const held = await heldPort();
    const ports = [held];
    const command = ['python3', await shop.program('unsharing.py', UNSHARING)];
    const target = {
      ...processTarget({ command, env: shop.mark }),
      network: { ...thisMachine, freePort: async () => ports.pop() ?? freePort() },
    };
    const launcher = launcherOf(target);
    const { port } = await health(launcher, 'enforced');
    expect(port).not.toBe(held);
    expect(launcher.records.map(({ outcome }) => outcome)).toEqual(['exited', 'ready']);
  });

  test('is waited for when it is the default one', async () => {
    const marker = `${shop.folder}/tried`;
    const script = `[ -e ${marker} ] && exec '${process.execPath}' '${mock}'; touch ${marker}; exit 1`;
    const looks = [true, true, true, false];
    const target = {
      ...processTarget({ command: ['sh', '-c', script], env: shop.mark }),
      network: { ...thisMachine, isHeld: async () => looks.shift() ?? false },
    };
    const launcher = launcherOf(target);
    expect((await health(launcher, 'dev-default')).port).toBe(7070);
    expect(looks).toEqual([]);
    expect(launcher.records.map(({ outcome }) => outcome)).toEqual(['exited', 'ready']);
  });

  test('does not excuse a server that fails again, or that fails on a free port', async () => {
    const failing = (isHeld: () => Promise<boolean>) =>
      launcherOf({
        ...processTarget({ command: ['sh', '-c', 'echo no; exit 4'], env: shop.mark }),
        network: { ...thisMachine, isHeld },
      });
    const excused = failing(async () => true);
    await expect(health(excused, 'enforced')).rejects.toThrow('it ended with exit code 4 before it responded');
    expect(excused.records).toHaveLength(2);
    const plain = failing(async () => false);
    await expect(health(plain, 'enforced')).rejects.toThrow('it ended with exit code 4 before it responded');
    expect(plain.records).toHaveLength(1);
  });
});
