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
    // RFC 9112, 6.1: it may be read by its chunks, if the connection is closed after it. So may what is not read at all.
    legalWithClose: true,
  },
  { name: 'two different Content-Length lines', lines: [length, 'Content-Length: 3'], body: BODY },
  { name: 'Content-Length with a sign', lines: ['Content-Length: +2'], body: BODY },
  { name: 'Content-Length that is no number', lines: ['Content-Length: 2x'], body: BODY },
  { name: 'Transfer-Encoding that is unknown', lines: ['Transfer-Encoding: xchunked'], body: '2\r\n{}\r\n0\r\n\r\n' },
  {
    name: 'a chunk size that is no number',
    lines: ['Transfer-Encoding: chunked'],
    body: 'zz\r\n{}\r\n0\r\n\r\n',
    legalWithClose: true,
  },
];
