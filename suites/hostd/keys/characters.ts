import { check } from '../../../src/checks/check.ts';
import { served, status } from '../../lib/expectations.ts';
import { exec, requestFor, withKey } from '../../lib/requests.ts';

const request = requestFor(exec);

export default check({
  id: 'keys/characters',
  level: 'should',
  rule: 'auth/opaque',
  title: 'A key may contain every character of a bearer token: letters, digits and -._~+/=',
  why: 'Base64 keys contain + / and =. A server that decodes or trims tokens refuses its own keys.',
  fix: 'Compare the token as it arrives; do not decode it.',
  on: ['token-characters'],
  needsLaunch: true,
  judgesStart: true,
  async run(t) {
    await t.control(request, status(401));
    for (const key of t.keys) await t.expect(withKey(request, key), served(exec));
  },
});
