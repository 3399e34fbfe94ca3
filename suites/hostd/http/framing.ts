import { checkEach } from '../../../src/checks/check.ts';
import { discriminates } from '../../lib/controls.ts';
import { smuggling } from './lib/framings.ts';
import { head, key, rejected, sendRaw } from './lib/raw.ts';

export default checkEach(smuggling, {
  id: 'http/framing',
  level: 'should',
  rule: 'rfc9112/framing',
  profile: 'http',
  title: 'A request with a conflicting, invalid or missing body length is rejected.',
  why: 'Two servers that disagree on where a request ends also disagree on where the next one starts.',
  fix: 'Use a parser that rejects ambiguous framing, and leave its strict mode on.',
  on: ['enforced'],
  async run(t, { lines, body, legalWithClose }) {
    await discriminates(t);
    const exchange = await sendRaw(t, `${head(t, key(t), ...lines)}\r\n\r\n${body}`);
    if (!(legalWithClose && exchange.closes)) t.judge(exchange, rejected);
  },
});
