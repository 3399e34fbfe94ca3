import { checkEach } from '../../../src/checks/check.ts';
import { discriminates } from '../../lib/controls.ts';
import { smuggling } from './lib/framings.ts';
import { head, key, rejected, sendRaw } from './lib/raw.ts';

export default checkEach(smuggling, {
  id: 'http/framing',
  level: 'should',
  rule: 'rfc9112/framing',
  profile: 'http',
  title: 'A request whose length is told in two ways, or not at all, is rejected.',
  why: 'Two servers in a row that see different ends of a request see different next requests.',
  fix: 'Use a parser that rejects ambiguous framing, and do not switch it to lenient.',
  on: ['enforced'],
  async run(t, { lines, body, legalWithClose }) {
    await discriminates(t);
    const exchange = await sendRaw(t, `${head(t, key(t), ...lines)}\r\n\r\n${body}`);
    if (!(legalWithClose && exchange.closes)) t.judge(exchange, rejected);
  },
});
