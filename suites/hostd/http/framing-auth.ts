import { checkEach } from '../../../src/checks/check.ts';
import { discriminates } from '../../lib/controls.ts';
import { evidence } from '../../lib/expectations.ts';
import { smuggling } from './lib/framings.ts';
import { head, sendRaw } from './lib/raw.ts';

export default checkEach(smuggling, {
  id: 'http/framing-auth',
  level: 'must',
  rule: 'auth/every-request',
  profile: 'http',
  title: 'Ambiguous framing does not bypass the key check.',
  why: 'A smuggled second request runs without a key check.',
  fix: 'Close the connection after a request with ambiguous framing.',
  on: ['enforced'],
  async run(t, { lines, body }) {
    await discriminates(t);
    const { response } = await sendRaw(t, `${head(t, ...lines)}\r\n\r\n${body}`);
    const ran = response && evidence(response);
    if (ran) t.fail('no protected handler runs', ran);
  },
});
