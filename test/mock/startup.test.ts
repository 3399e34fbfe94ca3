import { createServer } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { isLoopback, parseAddress, parseFlag, parseKeys } from '../../mock/core/config.ts';
import { KEY, send, start } from './support.ts';

const protectedRequest = { method: 'POST', target: '/v1/sandboxes', key: null };

describe('the startup matrix', () => {
  const loopback = ['127.0.0.1:0', '127.1.2.3:0', '[::1]:0', 'localhost:0'];
  const elsewhere = [
    '0.0.0.0:0',
    '[::]:0',
    ':0',
    '[::ffff:0.0.0.0]:0',
    '[::ffff:127.0.0.1]:0',
    '192.0.2.1:0',
    'example:0',
  ];

  test.each(loopback)('%s without keys serves everyone, silently', async (address) => {
    const hostd = await start({ PODFLARE_API_KEYS: undefined, PODFLARE_HOSTD_ADDR: address });
    expect(hostd.address).toBeDefined();
    expect(hostd.stderr).toEqual([]);
    expect(hostd.stdout).toEqual([expect.stringMatching(/^podflare-hostd \(mock\) listening on http:\/\/\S+:\d+\n$/)]);
  });

  test('an open hostd serves any credential', async () => {
    const { port } = await start({ PODFLARE_API_KEYS: undefined });
    for (const headers of [[], ['authorization', 'Bearer nonsense'], ['authorization', 'garbage']]) {
      expect((await send(port, { ...protectedRequest, headers })).status).toBe(200);
    }
  });

  test.each(elsewhere)('%s without keys is refused', async (address) => {
    const hostd = await start({ PODFLARE_API_KEYS: undefined, PODFLARE_HOSTD_ADDR: address });
    expect(hostd.address).toBeUndefined();
    expect(await hostd.exited).toBe(1);
    expect(hostd.stderr.join('')).toContain('PODFLARE_API_KEYS');
    expect(hostd.stdout).toEqual([]);
  });

  test.each(['', ',', ' , '])('keys "%s" are no keys', async (keys) => {
    const hostd = await start({ PODFLARE_API_KEYS: keys, PODFLARE_HOSTD_ADDR: '0.0.0.0:0' });
    expect(await hostd.exited).toBe(1);
  });

  test.each(['127.0.0.1:0', '0.0.0.0:0', ':0'])('%s with keys enforces', async (address) => {
    const hostd = await start({ PODFLARE_HOSTD_ADDR: address });
    expect((await send(hostd.port, protectedRequest)).status).toBe(401);
    expect(hostd.stderr.join('')).not.toContain(KEY);
  });

  test.each([
    ['127.0.0.1:0', undefined],
    ['127.0.0.1:0', KEY],
    ['0.0.0.0:0', undefined],
    ['0.0.0.0:0', KEY],
  ])('%s with keys %s and the flag serves everyone and warns', async (address, keys) => {
    const hostd = await start({ PODFLARE_API_KEYS: keys, PODFLARE_HOSTD_ADDR: address, PODFLARE_AUTH_DISABLED: '1' });
    expect(hostd.stderr.join('')).toMatch(/ WARN .*PODFLARE_AUTH_DISABLED/);
    expect((await send(hostd.port, protectedRequest)).status).toBe(200);
    expect((await send(hostd.port, { ...protectedRequest, key: 'wrong' })).status).toBe(200);
  });

  test.each(['0', 'false', '', 'no', 'yes', '2', ' '])('the flag "%s" is off', async (flag) => {
    const hostd = await start({
      PODFLARE_API_KEYS: undefined,
      PODFLARE_HOSTD_ADDR: '0.0.0.0:0',
      PODFLARE_AUTH_DISABLED: flag,
    });
    expect(await hostd.exited).toBe(1);
  });
});

describe('what cannot be listened on', () => {
  test.each(['nonsense', '127.0.0.1', '7070', '127.0.0.1:65536', '127.0.0.1:x', '[127.0.0.1]:0', '::1:7070', '[::1'])(
    '%s is no address',
    async (address) => {
      const hostd = await start({ PODFLARE_HOSTD_ADDR: address });
      expect(hostd.address).toBeUndefined();
      expect(await hostd.exited).toBe(1);
      expect(hostd.stderr.join('')).toContain('PODFLARE_HOSTD_ADDR');
    },
  );

  test('a port in use ends hostd', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void other.close());
    const { port } = other.address() as { port: number };
    const hostd = await start({ PODFLARE_HOSTD_ADDR: `127.0.0.1:${port}` });
    expect(await hostd.exited).toBe(1);
    expect(hostd.stderr.join('')).toContain('EADDRINUSE');
  });
});

describe('the end', () => {
  test('terminate closes idle and busy connections and exits with 0', async () => {
    const { port, terminate, exited } = await start();
    const id = (await send(port, { method: 'POST', target: '/v1/sandboxes' })).json as { id: string };
    const busy = send(port, {
      method: 'POST',
      target: `/v1/sandboxes/${id.id}/exec`,
      body: { code: 'print(1)\ntime.sleep(3600)' },
    }).catch((error: NodeJS.ErrnoException) => error.code);
    // The first line of the run has arrived once a second request has got its response.
    await send(port);
    terminate();
    expect(await exited).toBe(0);
    expect(await busy).toBe('ECONNRESET');
    await expect(send(port)).rejects.toThrow('ECONNREFUSED');
  });

  test('kill exits with 137', async () => {
    const { kill, exited } = await start();
    kill();
    expect(await exited).toBe(137);
  });
});

describe('reading the variables', () => {
  test.each([
    [undefined, { host: '127.0.0.1', port: 7070 }],
    ['', { host: '127.0.0.1', port: 7070 }],
    ['0.0.0.0:80', { host: '0.0.0.0', port: 80 }],
    [':80', { host: '', port: 80 }],
    ['[::1]:80', { host: '::1', port: 80 }],
    ['example.org:80', { host: 'example.org', port: 80 }],
  ])('address %s', (text, address) => {
    expect(parseAddress(text)).toEqual(address);
  });

  test('keys are trimmed and empty ones dropped', () => {
    expect(parseKeys(' a, b ,,c,')).toEqual(['a', 'b', 'c']);
    expect(parseKeys(undefined)).toEqual([]);
  });

  test('the flag is 1 or true', () => {
    expect(['1', 'true', 'TRUE'].map(parseFlag)).toEqual([true, true, true]);
    expect([undefined, '', '0', 'on', '11'].map(parseFlag)).toEqual([false, false, false, false, false]);
  });

  test('loopback is 127/8, ::1 and localhost', () => {
    expect(['127.0.0.1', '127.255.0.9', '::1', 'localhost', 'LOCALHOST'].every(isLoopback)).toBe(true);
    expect(['', '0.0.0.0', '::', '127.1', '127.0.0.1.example', '::ffff:127.0.0.1', 'localhost.'].some(isLoopback)).toBe(
      false,
    );
  });
});
