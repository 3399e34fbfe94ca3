// A server that accepts one key and responds to each request with the right status, but sends far too much:
// `node hostile.mjs KIND KEY`. It prints its URL.
import { createServer } from 'node:net';
import { gzipSync } from 'node:zlib';

const [kind = '', key = ''] = process.argv.slice(2);
const MEGABYTE = 'x'.repeat(1_000_000);
const CONTINUE = 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(100_000);
const ONE_BYTE_CHUNKS = '1\r\nx\r\n'.repeat(10_000);
const JSON_TYPE = 'Content-Type: application/json\r\n';

/** Status line and header lines, without the empty line after them. */
function head(request) {
  if (request.startsWith('GET /v1/healthz')) return 'HTTP/1.1 200 OK\r\n';
  if (!request.includes(`Bearer ${key}\r\n`)) return `HTTP/1.1 401 Unauthorized\r\n${JSON_TYPE}`;
  return `HTTP/1.1 200 OK\r\n${JSON_TYPE}`;
}

const whole = (start, body, lines = '') => `${start}${lines}Content-Length: ${body.length}\r\n\r\n${body}`;
const ids = (n) => Array.from({ length: n }, (_, i) => `"sbx_${String(i).padStart(8, '0')}"`).join();

/** The response of each kind. A list is an endless response: its first part, and the part that is repeated forever. */
const kinds = {
  'one-byte-chunks': (start) => [`${start}Transfer-Encoding: chunked\r\n\r\n`, ONE_BYTE_CHUNKS],
  'interim-responses': (start) => CONTINUE + whole(start, '{}'),
  'large-bodies': (start) => whole(start, `{"id":"sbx_00000000","padding":"${MEGABYTE}"}`),
  'large-heads': (start) => whole(start, '{}', `X-Large: ${'x'.repeat(70)}\r\n`.repeat(900)),
  trailers: (start) => `${start}Transfer-Encoding: chunked\r\n\r\n0\r\n${'X: y\r\n'.repeat(990)}\r\n`,
  'chunk-extensions': (start) => [`${start}Transfer-Encoding: chunked\r\n\r\n`, `1;${'x'.repeat(8_000)}\r\nx\r\n`],
  'many-children': (start) => whole(start, `{"id":"sbx_00000000","children":[${ids(16_000)}]}`),
  'many-events': (start) => whole(start, '{"type":"stdout","data":"","seq":0}\n'.repeat(7_000)),
  'the-key-again-and-again': (start) => whole(start, `{"error":"${`${key} `.repeat(7_000)}"}`),
};

if (kind === 'bombs') {
  const bomb = gzipSync(Buffer.alloc(100 * 1024 ** 2)).toString('latin1');
  kinds.bombs = (start) =>
    start.startsWith('HTTP/1.1 200 OK\r\nContent-Type')
      ? whole(start, bomb, 'Content-Encoding: gzip\r\n')
      : whole(start, 'ok');
}

const respond = kinds[kind];
if (!respond) throw new Error(`no kind ${kind}; there are ${Object.keys(kinds).join(', ')}`);

const server = createServer((socket) => {
  let text = '';
  socket
    .on('error', () => {})
    .on('data', (chunk) => {
      text += chunk.toString('latin1');
      for (let end = text.indexOf('\r\n\r\n'); end >= 0; end = text.indexOf('\r\n\r\n')) {
        const length = Number(/^content-length: *(\d+)/im.exec(text.slice(0, end))?.[1] ?? 0);
        if (text.length < end + 4 + length) return;
        const request = text.slice(0, end + 4);
        text = text.slice(end + 4 + length);
        const sent = respond(head(request));
        if (typeof sent === 'string') {
          socket.write(request.startsWith('HEAD') ? sent.slice(0, sent.lastIndexOf('\r\n\r\n') + 4) : sent, 'latin1');
          continue;
        }
        const [first, again] = sent;
        const more = () => {
          while (socket.writable && socket.write(again));
        };
        socket.on('drain', more).write(first);
        more();
      }
    });
});
const port = Number(process.env.PODFLARE_HOSTD_ADDR?.split(':').at(-1) ?? 0);
server.listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
