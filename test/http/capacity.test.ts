import type { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { capacityOf } from '../../src/run/capacity.ts';
import { rawServer, wireTo } from './server.ts';

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n';
const serve = (socket: Socket) => socket.on('data', () => socket.write(`${OK}\r\nok`));

/** A server that serves a number of connections at the same time. `beyond` handles further connections. */
async function limited(most: number, beyond: (socket: Socket, serveLater: () => void) => void) {
  const open = new Set<Socket>();
  const admit = (socket: Socket) => {
    open.add(socket.once('end', () => socket.end()).once('close', () => open.delete(socket)));
    serve(socket);
  };
  return await rawServer((socket) => {
    if (open.size < most) return admit(socket);
    const [first] = open;
    beyond(socket, () => first?.once('close', () => admit(socket)));
  });
}

test('the wanted capacity is measured for a server that serves any number of connections', async () => {
  expect(await capacityOf(wireTo(await rawServer(serve)), 6)).toBe(6);
});

test('the wanted capacity is measured for a server that closes each connection', async () => {
  const closing = await rawServer((socket) => socket.on('data', () => socket.end(`${OK}Connection: close\r\n\r\nok`)));
  expect(await capacityOf(wireTo(closing), 6)).toBe(6);
});

test.each([1, 3])('the capacity is %d for a server that lets one more connection wait', async (most) => {
  const wire = wireTo(await limited(most, (_, serveLater) => serveLater()));
  expect(await capacityOf(wire, 6)).toBe(most);
});

test('the capacity is 1 of a server that turns one more away', async () => {
  expect(await capacityOf(wireTo(await limited(3, (socket) => socket.destroy())), 6)).toBe(1);
});

test('the capacity is 1 of a server that does not answer', async () => {
  expect(await capacityOf(wireTo(await limited(0, (socket) => socket.destroy())), 6)).toBe(1);
});
