import { check } from '../../../src/checks/check.ts';
import { served, status } from '../../lib/expectations.ts';
import { exec, requestFor, withKey } from '../../lib/requests.ts';

const request = requestFor(exec);

export default check({
  id: 'keys/characters',
  level: 'should',
  rule: 'auth/opaque',
  title: 'A key may hold every character that a bearer token may: letters, digits and -._~+/=',
  why: 'Keys from a Base64 generator contain + / and =; a server that decodes or trims them refuses its own keys.',
  fix: 'Compare the token as it arrived; do not decode it.',
  on: ['token-characters'],
  needsLaunch: true,
  judgesStart: true,
  async run(t) {
    await t.control(request, status(401));
    for (const key of t.keys) await t.expect(withKey(request, key), served(exec));
  },
});
