import { check } from '../../../src/checks/check.ts';
import { served, status } from '../../lib/expectations.ts';
import { exec, requestFor, withKey } from '../../lib/requests.ts';

const request = requestFor(exec);

export default check({
  id: 'keys/blanks-in-list',
  level: 'may',
  rule: 'auth/list-blanks',
  title: 'Blanks around the entries of the list are no part of the keys.',
  why: 'People write "a, b". The sources do not say what that means; both answers are legal.',
  fix: 'Trim the entries.',
  on: ['blanks-in-list'],
  needsLaunch: true,
  async run(t) {
    await t.control(request, status(401));
    for (const key of t.keys) await t.expect(withKey(request, key), served(exec));
  },
});
