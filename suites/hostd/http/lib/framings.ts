import { BODY, length } from './raw.ts';

export interface Framing {
  readonly name: string;
  readonly lines: readonly string[];
  readonly body: string;
  readonly legalWithClose?: boolean;
}

export const smuggling: readonly Framing[] = [
  {
    name: 'Content-Length and Transfer-Encoding',
    lines: [length, 'Transfer-Encoding: chunked'],
    body: '2\r\n{}\r\n0\r\n\r\n',
    // RFC 9112, 6.1: a server may process the chunks if it closes the connection afterwards.
    legalWithClose: true,
  },
  { name: 'two different Content-Length lines', lines: [length, 'Content-Length: 3'], body: BODY },
  { name: 'Content-Length with a sign', lines: ['Content-Length: +2'], body: BODY },
  { name: 'Content-Length that is not a number', lines: ['Content-Length: 2x'], body: BODY },
  { name: 'an unknown Transfer-Encoding', lines: ['Transfer-Encoding: xchunked'], body: '2\r\n{}\r\n0\r\n\r\n' },
  {
    name: 'a chunk size that is not a number',
    lines: ['Transfer-Encoding: chunked'],
    body: 'zz\r\n{}\r\n0\r\n\r\n',
    legalWithClose: true,
  },
];
