import { discriminates } from '../../lib/controls.ts';
import { BODY, head, key, length, raw, rejected, sendRaw } from './lib/raw.ts';

export default raw({
  id: 'http/large-header',
  level: 'should',
  rule: 'rfc6585/431',
  title: 'A header section of 3 MiB is rejected.',
  why: 'Without a limit, anyone can fill the memory before a key is checked.',
  fix: 'Limit the size of the header section, and respond with 431.',
  async run(t) {
    await discriminates(t);
    t.judge(
      await sendRaw(t, `${head(t, key(t), `X-Large: ${'a'.repeat(3 * 1024 * 1024)}`, length)}\r\n\r\n${BODY}`),
      rejected,
    );
  },
});
