import { check } from '../../../src/checks/check.ts';
import { served } from '../../lib/expectations.ts';
import { create, createRequest, withKey } from '../../lib/requests.ts';
import { plausibleTokens } from '../../lib/tokens.ts';
import { refusedInOneForm } from './lib/wrong-tokens.ts';

export default check({
  id: 'keys/other-case-after-the-key',
  level: 'should',
  rule: 'auth/exact-match',
  title: 'A key in the other case gets 401 on a connection that has just carried the correct one.',
  why: 'Some HTTP parsers cache header lines and treat lines that differ only in case as equal.',
  fix: 'Jetty: setHeaderCacheCaseSensitive(true). Elsewhere: compare keys byte for byte.',
  on: ['enforced'],
  async run(t) {
    const wrong = plausibleTokens.find(({ name }) => name === 'the key in the other case');
    if (!wrong) return;
    await refusedInOneForm(t, wrong, async (token) => {
      const connection = await t.connect();
      await t.control(withKey(createRequest, t.key), served(create), connection);
      if (!connection.reusable) t.skip('the server closes the connection after each response');
      // A step: accepting the key in the other case violates a SHOULD here, even if it created a sandbox.
      return await t.send(withKey(createRequest, token), 'step', connection);
    });
  },
});
