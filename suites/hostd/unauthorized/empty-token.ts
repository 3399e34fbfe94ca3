import { checkEach } from '../../../src/checks/check.ts';
import { served, unauthorized } from '../../lib/expectations.ts';
import { requestFor, withHeader, withKey } from '../../lib/requests.ts';
import { emptyTokens } from './lib/credentials.ts';

export default checkEach(emptyTokens, {
  id: 'unauthorized/empty-token',
  level: 'must',
  rule: 'auth/bearer-only',
  title: 'A Bearer header without a token gets 401.',
  why: 'An empty token matches an empty entry in a badly split key list.',
  fix: 'Treat an empty token as a missing key, and drop empty entries from the list.',
  on: ['enforced', 'one-key', 'empty-entry', 'trailing-comma'],
  async run(t, { value }) {
    for (const operation of t.contract.protected) {
      const request = requestFor(operation);
      await t.control(withKey(request, t.key), served(operation));
      await t.expect(withHeader(request, 'Authorization', value), unauthorized('either'));
    }
  },
});
