import { checkEach } from '../../../src/checks/check.ts';
import { discriminates } from '../../lib/controls.ts';
import { neverAuthenticates, served } from '../../lib/expectations.ts';
import { create, createRequest, withKey } from '../../lib/requests.ts';
import { oddTokens, tokenOf } from '../../lib/tokens.ts';

export default checkEach(oddTokens, {
  id: 'keys/malformed-token',
  level: 'must',
  rule: 'auth/exact-match',
  title: 'A token of unusual bytes or extreme length is never accepted.',
  why: 'A comparison that stops at a NUL, or a fallback for failed decoding, accepts tokens that it cannot read.',
  fix: 'Compare bytes, and treat anything that cannot be a key as a wrong key.',
  on: ['enforced'],
  async run(t, token) {
    await discriminates(t);
    await t.control(withKey(createRequest, t.key), served(create));
    await t.expect(withKey(createRequest, tokenOf(t, token)), neverAuthenticates);
  },
});
