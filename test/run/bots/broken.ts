import { createServer, type Socket } from 'node:net';

/** A server that acts on every connection, or, with `onRequest`, as soon as something arrives on it. */
const tcp = (act: (socket: Socket) => void) => createServer((socket) => act(socket.on('error', () => {})));
const onRequest = (act: (socket: Socket) => void) => tcp((socket) => socket.once('data', () => act(socket)));

/** Writes `head`, and then `piece` repeatedly, as fast as the client reads. */
const endless = (head: string, piece: string) =>
  onRequest((socket) => {
    const more = () => {
      while (socket.writable && socket.write(piece));
    };
    socket.on('drain', more).write(head);
    more();
  });

/** Writes `head`, then one byte every 200 ms. */
const drip = (head: string) =>
  onRequest((socket) => {
    socket.write(head);
    const timer = setInterval(() => socket.write('x'), 200);
    socket.on('close', () => clearInterval(timer));
  });

const OK = 'HTTP/1.1 200 OK\r\n';
const CHUNKED = `${OK}Transfer-Encoding: chunked\r\n\r\n`;
const kibibytes = (n: number, text = 'x') => text.repeat((n * 1024) / text.length);

export const brokenBots = {
  hang: () => tcp((socket) => socket.resume()),
  'reset-on-accept': () => tcp((socket) => socket.resetAndDestroy()),
  'reset-on-request': () => onRequest((socket) => socket.resetAndDestroy()),
  'reset-in-answer': () =>
    onRequest((socket) => socket.write(`${OK}Content-Length: 100\r\n\r\n{`, () => socket.resetAndDestroy())),
  'close-on-accept': () => tcp((socket) => socket.end()),
  'close-on-request': () => onRequest((socket) => socket.end()),
  'close-in-answer': () => onRequest((socket) => socket.end(`${OK}Content-Length: 100\r\n\r\n{`)),
  'drip-head': () => drip(`${OK}X-Slow: `),
  'drip-body': () => drip(`${OK}Content-Length: 100000\r\n\r\n`),
  garbage: () => onRequest((socket) => socket.end('\x16\x03\x01 this is no HTTP\r\n\r\n')),
  greeting: () => tcp((socket) => socket.write('SSH-2.0-OpenSSH_9.6\r\n')),
  'http-0.9': () => onRequest((socket) => socket.end('ok\n')),
  'endless-body': () => endless(`${OK}\r\n`, kibibytes(64)),
  'endless-head': () => endless(OK, `X-More: ${kibibytes(1)}\r\n`),
  'endless-line': () => endless(`${OK}X-More: `, kibibytes(64)),
  'endless-garbage': () => endless('', kibibytes(64)),
  'endless-blank-lines': () => endless('', kibibytes(64, '\r\n')),
  'endless-continue': () => endless('', kibibytes(50, 'HTTP/1.1 100 Continue\r\n\r\n')),
  'endless-chunk-extension': () => endless(`${CHUNKED}2;x=`, kibibytes(64)),
  'endless-trailers': () => endless(`${CHUNKED}2\r\n{}\r\n0\r\n`, `X-More: ${kibibytes(1)}\r\n`),
  'negative-length': () => onRequest((socket) => socket.end(`${OK}Content-Length: -60\r\n\r\n${kibibytes(1)}`)),
  'length-that-is-no-number': () => onRequest((socket) => socket.write(`${OK}Content-Length: many\r\n\r\n{}`)),
  'two-lengths': () => onRequest((socket) => socket.write(`${OK}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`)),
};
