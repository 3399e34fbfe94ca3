import { check } from '../../../src/checks/check.ts';
import { served, status } from '../../lib/expectations.ts';
import { exec, requestFor, withKey } from '../../lib/requests.ts';

const request = requestFor(exec);

export default check({
  id: 'keys/blanks-in-list',
  level: 'may',
  rule: 'auth/list-blanks',
  title: 'Whitespace around the entries of the list is not part of the keys.',
  why: 'People write "a, b". The documentation does not say what that means, so both readings are allowed.',
  fix: 'Trim the entries.',
  on: ['blanks-in-list'],
  needsLaunch: true,
  async run(t) {
    await t.control(request, status(401));
    for (const key of t.keys) await t.expect(withKey(request, key), served(exec));
  },
});
