import { check } from '../../../src/checks/check.ts';
import { served, status } from '../../lib/expectations.ts';
import { exec, requestFor, withKey } from '../../lib/requests.ts';

const request = requestFor(exec);

export default check({
  id: 'keys/no-regex',
  level: 'must',
  rule: 'auth/exact-match',
  title: 'A dot in a key matches only a dot, not any character.',
  why: 'A key list that is compiled into a regular expression or a glob accepts more than its keys.',
  fix: 'Compare strings, not patterns.',
  on: ['dotted-key'],
  needsLaunch: true,
  async run(t) {
    const token = t.key.replace('.', 'x');
    t.secrets.add(token, '<the key with x for its dot>');
    await t.control(withKey(request, t.key), served(exec));
    await t.expect(withKey(request, token), status(401));
  },
});
