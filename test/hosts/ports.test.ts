import { once } from 'node:events';
import { type AddressInfo, createServer, isIP } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { isLoopback } from '../../src/base/address.ts';
import { Skip } from '../../src/checks/verdict.ts';
import { thisMachine } from '../../src/hosts/network.ts';
import { lockPort } from '../../src/hosts/port-lock.ts';
import { canBind, freePort, machineAddress } from '../../src/hosts/ports.ts';
import { listeningAddresses } from '../../src/hosts/sockets.ts';
import { prepare } from '../../src/run/prepare.ts';

/** Listens until the test ends; default: on a port that the system chooses. */
async function listen(host: string, port = 0): Promise<number> {
  const server = createServer();
  onTestFinished(() => void server.close());
  await once(server.listen({ host, port, ipv6Only: host === '::1' }), 'listening');
  return (server.address() as AddressInfo).port;
}

const ipv6 = await canBind('::1', 0);
const linux = process.platform === 'linux';

describe('freePort', () => {
  test('returns ports that are free on all addresses and below the ephemeral range, none twice', async () => {
    const ports = await Promise.all(Array.from({ length: 40 }, freePort));
    expect(new Set(ports).size).toBe(40);
    for (const port of ports) {
      expect(port).toBeGreaterThanOrEqual(20_000);
      expect(port).toBeLessThan(32_000);
    }
    expect(await canBind('0.0.0.0', ports[0] ?? 0)).toBe(true);
  });
});

describe('canBind', () => {
  test.each([
    ['127.0.0.1', '127.0.0.1'],
    ['127.0.0.1', '0.0.0.0'],
    ['0.0.0.0', '127.0.0.1'],
    ['0.0.0.0', '0.0.0.0'],
  ])('is false for %s where something listens on %s', async (wanted, taken) => {
    expect(await canBind(wanted, await listen(taken))).toBe(false);
  });

  test.skipIf(!ipv6)('is false for every address where something listens on ::', async () => {
    const port = await listen('::');
    expect(await Promise.all(['127.0.0.1', '0.0.0.0', '::1', '::'].map((host) => canBind(host, port)))).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  test('is false for an address that is not of this machine', async () => {
    expect(await canBind('192.0.2.1', await freePort())).toBe(false);
    expect(await canBind('no-such-host.invalid', await freePort())).toBe(false);
  });

  test('gives the port back', async () => {
    const port = await freePort();
    expect(await canBind('127.0.0.1', port)).toBe(true);
    expect(await listen('127.0.0.1', port)).toBe(port);
  });
});

test.each(['IPv4', 'IPv6'] as const)('machineAddress is an %s address that is not loopback', async (family) => {
  const address = machineAddress(family);
  if (address === undefined) return;
  expect(isIP(address)).toBe(family === 'IPv4' ? 4 : 6);
  expect(isLoopback(address)).toBe(false);
  expect(await canBind(address, 0)).toBe(true);
});

describe('lockPort', () => {
  test('lets one in at a time', async () => {
    const port = await freePort();
    const first = await lockPort(port, 10_000);
    expect(first).toBeTypeOf('function');
    expect(await lockPort(port, 30)).toBeUndefined();
    const second = lockPort(port, 10_000);
    first?.();
    const leave = await second;
    expect(leave).toBeTypeOf('function');
    leave?.();
  });

  test('does not hold the port itself, nor another one', async () => {
    const port = await freePort();
    const leave = await lockPort(port, 10_000);
    expect(await canBind('127.0.0.1', port)).toBe(true);
    const other = await lockPort(await freePort(), 10_000);
    expect(other).toBeTypeOf('function');
    leave?.();
    other?.();
  });
});

describe('listeningAddresses', () => {
  test.runIf(linux).each(['127.0.0.1', '0.0.0.0', '127.0.0.2'])('finds %s', async (host) => {
    expect(await listeningAddresses(await listen(host))).toEqual([host]);
  });

  test.runIf(linux && ipv6).each(['::1', '::'])('finds %s', async (host) => {
    expect(await listeningAddresses(await listen(host))).toEqual([host]);
  });

  test.runIf(linux && ipv6)('finds an IPv4 address in its IPv6 form', async () => {
    expect(await listeningAddresses(await listen('::ffff:127.0.0.1'))).toEqual(['::ffff:127.0.0.1']);
  });

  test.runIf(linux)('finds nothing where nothing listens, and no connections', async () => {
    const port = await freePort();
    expect(await listeningAddresses(port)).toEqual([]);
  });
});

test.each([
  ['127.0.0.1', true],
  ['127.255.0.9', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['0.0.0.0', false],
  ['::', false],
  ['192.0.2.1', false],
  ['::ffff:192.0.2.1', false],
  ['128.0.0.1', false],
  ['fe80::1', false],
])('isLoopback(%j) is %j', (address, expected) => {
  expect(isLoopback(address)).toBe(expected);
});

describe('a port that already responds before the launch', () => {
  test('is never chosen', async () => {
    const taken = await listen('127.0.0.1', await freePort());
    let asked = 0;
    const network = { ...thisMachine, freePort: () => Promise.resolve(asked++ === 0 ? taken : freePort()) };
    await expect(prepare('enforced', network)).rejects.toThrow('this machine cannot listen on 127.0.0.1');
    const { launch } = await prepare('enforced', network);
    expect(launch.port).not.toBe(taken);
  });

  test('causes a skip if it is the default port, and its lock is released', async () => {
    let turns = 0;
    const lockPort = () => {
      turns += 1;
      return Promise.resolve(() => {
        turns -= 1;
      });
    };
    const network = { ...thisMachine, lockPort, canBind: () => Promise.resolve(false) };
    const refusal = prepare('dev-default', network);
    await expect(refusal).rejects.toBeInstanceOf(Skip);
    await expect(refusal).rejects.toThrow('port 7070 is in use on this machine');
    expect(turns).toBe(0);
  });
});
