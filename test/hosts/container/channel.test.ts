import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterEach, expect, test } from 'vitest';
import { Channel } from '../../../src/hosts/pod/channel.ts';
import { PortWatch } from '../../../src/hosts/pod/watch.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function listen(serve: (socket: Socket) => void): Promise<number> {
  const server = createServer({ allowHalfOpen: true }, serve);
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port;
}

/** Two ends of a channel, and a socket of the near end that is connected to a server of the far end. */
async function through(serve: (socket: Socket) => void): Promise<Socket> {
  const port = await listen(serve);
  return dial(port);
}

async function dial(port: number): Promise<Socket> {
  const near: Channel = new Channel((bytes) => setImmediate(() => far.receive(bytes)));
  const far: Channel = new Channel((bytes) => setImmediate(() => near.receive(bytes)), {
    connect: (host, to) => connect({ host, port: to, allowHalfOpen: true }),
    call: async (method, args) => {
      if (method === 'fail') throw new Error('as asked');
      return [method, ...args];
    },
  });
  expect(await near.call('sum', [1, 'two'])).toEqual(['sum', 1, 'two']);
  await expect(near.call('fail', [])).rejects.toThrow('as asked');
  const entry = await listen((socket) => near.tunnel(socket, '127.0.0.1', port));
  return connect({ host: '127.0.0.1', port: entry, allowHalfOpen: true });
}

test('bytes arrive in order in both directions, however many', async () => {
  const socket = await through((peer) => peer.pipe(peer));
  const sent = Buffer.from(Array.from({ length: 3_000_000 }, (_, i) => (i * 7) % 251));
  socket.end(sent);
  expect((await buffer(socket)).equals(sent)).toBe(true);
});

test('a side that has ended may still be answered', async () => {
  const socket = await through((peer) => peer.resume().once('end', () => peer.end('after the end')));
  socket.end('request');
  expect((await buffer(socket)).toString()).toBe('after the end');
});

test('an answer before a reset is still read', async () => {
  const socket = await through((peer) => peer.write('early', () => peer.once('data', () => peer.resetAndDestroy())));
  const [chunk] = await once(socket, 'data');
  expect(`${chunk}`).toBe('early');
  socket.write('more');
  const [error] = await once(socket, 'error');
  expect(error).toMatchObject({ code: 'ECONNRESET' });
});

test('where nothing listens the connection is reset', async () => {
  const port = await listen(() => {});
  servers.at(-1)?.close();
  const socket = await dial(port);
  const [error] = await once(socket, 'error');
  expect(error).toMatchObject({ code: 'ECONNRESET' });
});

test('a watch tells a port that was open, also when nobody looked meanwhile', async () => {
  const open = new Set<number>();
  let looked = () => {};
  const watch = new PortWatch(async () => {
    looked();
    return open;
  });
  const scans = (n: number) =>
    new Promise<void>((resolve) => {
      let left = n;
      looked = () => {
        left -= 1;
        if (left === 0) resolve();
      };
    });
  watch.add(1);
  await scans(2);
  expect(await watch.take(1)).not.toContain(true);
  open.add(1);
  await scans(3);
  open.delete(1);
  await scans(3);
  const looks = await watch.take(1);
  expect(looks[0]).toBe(true);
  expect(looks.at(-1)).toBe(false);
  expect(await watch.take(1)).toEqual([]);
  watch.remove(1);
});
