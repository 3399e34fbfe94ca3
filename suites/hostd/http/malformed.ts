import { checkEach } from '../../../src/checks/check.ts';
import type { Trial } from '../../../src/checks/trial.ts';
import { discriminates } from '../../lib/controls.ts';
import { createRequest } from '../../lib/requests.ts';
import { BODY, head, key, length, rejected, sendRaw } from './lib/raw.ts';

interface Malformed {
  readonly name: string;
  readonly text: (t: Trial) => string;
  /** True when the server may redirect to the correctly encoded request target (RFC 9112, 3). */
  readonly redirects?: boolean;
}

const malformed: readonly Malformed[] = [
  {
    name: 'a space before the colon',
    text: (t: Trial) => `${head(t, `Authorization : Bearer ${t.key}`, length)}\r\n\r\n${BODY}`,
  },
  {
    name: 'a header line without a colon',
    text: (t: Trial) => `${head(t, key(t), 'NoColonHere', length)}\r\n\r\n${BODY}`,
  },
  { name: 'a header name with a space', text: (t: Trial) => `${head(t, key(t), 'X Y: z', length)}\r\n\r\n${BODY}` },
  {
    name: 'a CR inside a value',
    text: (t: Trial) => `${head(t, `X-A: b\rAuthorization: Bearer ${t.key}`, length)}\r\n\r\n${BODY}`,
  },
  {
    name: 'a space in the request target',
    text: (t: Trial) =>
      `${head(t, key(t), length).replace(createRequest.target, `${createRequest.target} x`)}\r\n\r\n${BODY}`,
    redirects: true,
  },
  { name: 'two Host lines', text: (t: Trial) => `${head(t, 'Host: other.example', key(t), length)}\r\n\r\n${BODY}` },
  {
    name: 'no Host line',
    text: (t: Trial) => `${head(t, key(t), length).replace(/\r\nHost: [^\r]*/, '')}\r\n\r\n${BODY}`,
  },
];

export default checkEach(malformed, {
  id: 'http/malformed',
  level: 'should',
  rule: 'rfc9112/malformed',
  profile: 'http',
  title: 'A malformed header section is rejected.',
  why: 'Where one parser repairs the header, another reads it differently.',
  fix: 'Use a strict parser.',
  on: ['enforced'],
  async run(t, { text, redirects }) {
    await discriminates(t);
    const exchange = await sendRaw(t, text(t));
    if (!(redirects && exchange.response?.status === 301)) t.judge(exchange, rejected);
  },
});
