import { checkEach } from '../../../src/checks/check.ts';
import { served, status } from '../../lib/expectations.ts';
import { create, createRequest, withKey } from '../../lib/requests.ts';
import { oddTokens, tokenOf } from '../../lib/tokens.ts';

export default checkEach(oddTokens, {
  id: 'keys/malformed-token-response',
  level: 'should',
  rule: 'auth/exact-match',
  title: 'A token of unusual bytes or extreme length gets 401, or 400 or 431 as a bad request.',
  why: 'A 500 or a dropped connection for a malformed key is a crash that anyone can cause.',
  fix: 'Handle invalid UTF-8 and very long values before you compare.',
  on: ['enforced'],
  async run(t, token) {
    await t.control(withKey(createRequest, t.key), served(create));
    await t.expect(withKey(createRequest, tokenOf(t, token)), status(401, 400, 431));
  },
});
