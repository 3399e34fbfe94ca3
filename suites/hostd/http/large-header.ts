import { discriminates } from '../../lib/controls.ts';
import { BODY, head, key, length, raw, rejected, sendRaw } from './lib/raw.ts';

export default raw({
  id: 'http/large-header',
  level: 'should',
  rule: 'rfc6585/431',
  title: 'A header section of three mebibytes is rejected.',
  why: 'Without a limit strangers fill the memory before any key is checked.',
  fix: 'Limit the header section and answer 431.',
  async run(t) {
    await discriminates(t);
    t.judge(
      await sendRaw(t, `${head(t, key(t), `X-Large: ${'a'.repeat(3 * 1024 * 1024)}`, length)}\r\n\r\n${BODY}`),
      rejected,
    );
  },
});
