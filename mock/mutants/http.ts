import { createHash } from 'node:crypto';
import { type Defect, mutant } from './mutant.ts';

/** The reference that reads other bytes than were sent. */
function rewrites(name: string, defect: string, change: (text: string) => string): Defect {
  return mutant(name, defect, () => ({ incoming: (bytes) => Buffer.from(change(bytes.toString('latin1')), 'latin1') }));
}

const hasTwoLengths = (text: string) => /^content-length:/im.test(text) && /^transfer-encoding: *chunked/im.test(text);
const withoutLength = (text: string) => text.replace(/^content-length:.*\r\n/gim, '');

/** Marks requests whose framing was repaired. Not guessable, so that only the repair can set it. */
const REPAIRED = `x-${createHash('sha256').update(String(process.pid)).digest('hex').slice(0, 12)}`;

/** Laxness of the parser, which the core never sees. */
export const httpMutants: readonly Defect[] = [
  mutant('parser-lenient', 'The parser is switched to lenient.', () => ({
    parser: () => ({ insecureHTTPParser: true }),
  })),
  mutant('hosts-not-counted', 'A request with two Host lines is served.', () => ({ acceptsHosts: () => true })),
  mutant('header-section-unlimited', 'Header sections of megabytes are read.', () => ({
    parser: () => ({ maxHeaderSize: 4 * 1_048_576 }),
  })),
  mutant('trace-echoes-headers', 'TRACE sends the request back, the key included.', (b) => ({
    beforeGate: (call) => {
      if (call.request.method !== 'TRACE') return b.beforeGate(call);
      const headers = { 'content-type': 'message/http' };
      return { status: 200, headers, body: call.request.rawHeaders.join('\n') };
    },
  })),
  mutant('head-has-body', 'The response to HEAD has a body.', (b) => ({
    finish: (answer, call) => {
      const finished = b.finish(answer, call);
      return call.request.method === 'HEAD' ? { ...finished, stray: String(finished.body) } : finished;
    },
  })),
  mutant('no-content-has-body', 'A 204 has a body.', (b) => ({
    finish: (answer, call) => {
      const finished = b.finish(answer, call);
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
  rewrites('bare-line-feeds-accepted', 'Line feeds alone end a line.', (text) => text.replace(/\r?\n/g, '\r\n')),
  rewrites('blank-before-colon-repaired', 'A blank between the name of a header and the colon is dropped.', (text) =>
    text.replace(/^([a-z-]+)[ \t]+:/gim, '$1:'),
  ),
  rewrites('two-lengths-repaired', 'Of Content-Length and Transfer-Encoding the first is dropped.', (text) =>
    hasTwoLengths(text) ? withoutLength(text) : text,
  ),
  mutant(
    'two-lengths-open',
    'A request with Content-Length and Transfer-Encoding is repaired and not judged.',
    (b) => ({
      incoming: (bytes) => {
        const text = bytes.toString('latin1');
        if (!hasTwoLengths(text)) return bytes;
        return Buffer.from(withoutLength(text).replace('\r\n', `\r\n${REPAIRED}: 1\r\n`), 'latin1');
      },
      enforces: (call) => b.enforces(call) && call.header(REPAIRED) === undefined,
    }),
  ),
  rewrites('blanks-part-of-key', 'Blanks at the end of the Authorization header belong to the key.', (text) =>
    text.replace(/^(authorization: *bearer [^\s]+)[ \t]+\r\n/gim, '$1~\r\n'),
  ),
];
