import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { unauthorizedText } from '../../../src/contract/contract.ts';

/** Writes one response to any request. */
export type Respond = (response: ServerResponse, request: IncomingMessage) => void;

export const answering = (respond: Respond) => createServer((request, response) => respond(response, request));

export const always =
  (status: number, body = '', headers: Readonly<Record<string, string>> = {}): Respond =>
  (response) =>
    response.writeHead(status, headers).end(body);

const json = (status: number, body: unknown): Respond =>
  always(status, JSON.stringify(body), { 'content-type': 'application/json' });

/** Sends the request line, the headers and the body back. */
const echo: Respond = (response, request) => {
  response.write(`${request.method} ${request.url}\n${request.rawHeaders.join('\n')}\n`);
  request.pipe(response);
};

const redirect: Respond = (response, request) => response.writeHead(302, { location: request.url ?? '/' }).end();

const interim = 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(100);

export const fixedBots = {
  '200-object': () => answering(json(200, {})),
  '200-sandbox': () => answering(json(200, { id: 'sbx_x', state: 'ready' })),
  '200-ok': () => answering(always(200, 'ok')),
  '200-exit-event': () => answering(always(200, '{"type":"exit","data":0,"seq":0,"ts":1776510028036}\n')),
  '204': () => answering(always(204)),
  '302-to-itself': () => answering(redirect),
  '401-missing': () => answering(json(401, { error: unauthorizedText.missing })),
  '401-invalid': () => answering(json(401, { error: unauthorizedText.invalid })),
  '401-bare': () => answering(always(401)),
  '403': () => answering(json(403, { error: 'forbidden' })),
  '404': () => answering(json(404, { error: 'not found' })),
  '500': () => answering(json(500, { error: 'internal error' })),
  '503': () => answering(always(503)),
  echo: () => answering(echo),
  /** Responds at once, without waiting for the complete request, and closes. */
  'hasty-200': () =>
    createTcpServer((socket) => socket.on('error', () => {}).end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')),
  'continue-then-200': () =>
    createTcpServer((socket) =>
      socket
        .on('error', () => {})
        .on('data', () => socket.write(`${interim}HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}`)),
    ),
};
