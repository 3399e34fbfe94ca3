import { discriminates } from '../../lib/controls.ts';
import { BODY, head, key, length, raw, rejected, sendRaw } from './lib/raw.ts';

export default raw({
  id: 'http/bare-lf',
  level: 'may',
  rule: 'rfc9112/malformed',
  title: 'Line endings without a carriage return are rejected.',
  why: 'HTTP allows a server to accept them, but two servers that disagree can be exploited.',
  fix: 'Use a strict parser.',
  async run(t) {
    await discriminates(t);
    t.judge(await sendRaw(t, `${head(t, key(t), length)}\r\n\r\n${BODY}`.replaceAll('\r\n', '\n')), rejected);
  },
});
