import { checkEach } from '../../../src/checks/check.ts';
import { responds } from '../../../src/checks/expectation.ts';
import { served, status, summary } from '../../lib/expectations.ts';
import { create, createRequest, withKey } from '../../lib/requests.ts';
import { oddTokens, tokenOf } from '../../lib/tokens.ts';

/** Servers refuse an oversized header with 400, 413, 431 or another client error. */
const clientError = responds('a 4xx status', (response) =>
  response.status >= 400 && response.status < 500 ? undefined : summary(response),
);

export default checkEach(oddTokens, {
  id: 'keys/malformed-token-response',
  level: 'should',
  rule: 'auth/exact-match',
  title: 'A token of unusual bytes gets 401, 400 or 431, and a token of extreme length any 4xx.',
  why: 'A 500 or a dropped connection for a malformed key is a crash that anyone can cause.',
  fix: 'Handle invalid UTF-8 and very long values before you compare.',
  on: ['enforced'],
  async run(t, token) {
    await t.control(withKey(createRequest, t.key), served(create));
    await t.expect(withKey(createRequest, tokenOf(t, token)), token.long ? clientError : status(401, 400, 431));
  },
});
