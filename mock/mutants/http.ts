import { createHash } from 'node:crypto';
import { type Defect, mutant } from './mutant.ts';

/** A mutant that rewrites the bytes of a connection before it parses them. */
function rewrites(name: string, defect: string, change: (text: string) => string): Defect {
  return mutant(name, defect, () => ({ incoming: (bytes) => Buffer.from(change(bytes.toString('latin1')), 'latin1') }));
}

const hasTwoLengths = (text: string) => /^content-length:/im.test(text) && /^transfer-encoding: *chunked/im.test(text);
const withoutLength = (text: string) => text.replace(/^content-length:.*\r\n/gim, '');

/** Header that marks repaired requests. Clients cannot guess its name, so that only the repair sets it. */
const REPAIRED = `x-${createHash('sha256').update(String(process.pid)).digest('hex').slice(0, 12)}`;

/** Mutants that break HTTP below the core: lenient parsers and wrong framing. */
export const httpMutants: readonly Defect[] = [
  mutant('parser-lenient', 'The HTTP parser of Node.js is lenient.', () => ({
    parser: () => ({ insecureHTTPParser: true }),
  })),
  mutant('hosts-not-counted', 'A request with two Host headers is served.', () => ({ acceptsHosts: () => true })),
  mutant('header-section-unlimited', 'Header sections of up to 4 MiB are accepted.', () => ({
    parser: () => ({ maxHeaderSize: 4 * 1_048_576 }),
  })),
  mutant('trace-echoes-headers', 'TRACE echoes the request, including the key.', (b) => ({
    beforeGate: (call) => {
      if (call.request.method !== 'TRACE') return b.beforeGate(call);
      const headers = { 'content-type': 'message/http' };
      return { status: 200, headers, body: call.request.rawHeaders.join('\n') };
    },
  })),
  mutant('head-has-body', 'The response to HEAD has a body.', (b) => ({
    finish: (response, call) => {
      const finished = b.finish(response, call);
      return call.request.method === 'HEAD' ? { ...finished, stray: String(finished.body) } : finished;
    },
  })),
  mutant('no-content-has-body', 'A 204 response has a body.', (b) => ({
    finish: (response, call) => {
      const finished = b.finish(response, call);
      return finished.status === 204 ? { ...finished, stray: '{}' } : finished;
    },
  })),
  mutant('refused-body-unread', 'The body of a request without a key is not read.', (b) => {
    let enforces = false;
    return {
      startup: (settings) => {
        const mode = b.startup(settings);
        enforces = mode === 'enforced';
        return mode;
      },
      incoming: (bytes) => {
        const text = bytes.toString('latin1');
        if (!enforces || /^authorization:/im.test(text)) return bytes;
        return Buffer.from(text.replace(/^content-length:.*\r\n/im, 'Content-Length: 0\r\n'), 'latin1');
      },
    };
  }),
  rewrites('bare-line-feeds-accepted', 'A bare line feed ends a line.', (text) => text.replace(/\r?\n/g, '\r\n')),
  rewrites('blank-before-colon-repaired', 'Whitespace between a header name and its colon is dropped.', (text) =>
    text.replace(/^([a-z-]+)[ \t]+:/gim, '$1:'),
  ),
  rewrites(
    'two-lengths-repaired',
    'Content-Length is dropped from requests that also have Transfer-Encoding.',
    (text) => (hasTwoLengths(text) ? withoutLength(text) : text),
  ),
  mutant(
    'two-lengths-open',
    'A request with Content-Length and Transfer-Encoding is repaired and bypasses the key check.',
    (b) => ({
      incoming: (bytes) => {
        const text = bytes.toString('latin1');
        if (!hasTwoLengths(text)) return bytes;
        return Buffer.from(withoutLength(text).replace('\r\n', `\r\n${REPAIRED}: 1\r\n`), 'latin1');
      },
      enforces: (call) => b.enforces(call) && call.header(REPAIRED) === undefined,
    }),
  ),
  rewrites('blanks-part-of-key', 'Trailing whitespace in the Authorization header becomes part of the key.', (text) =>
    text.replace(/^(authorization: *bearer [^\s]+)[ \t]+\r\n/gim, '$1~\r\n'),
  ),
];
