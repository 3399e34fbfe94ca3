import { check } from '../../../src/checks/check.ts';
import { served, status } from '../../lib/expectations.ts';
import { exec, requestFor, WRONG, withHeader, withKey } from '../../lib/requests.ts';

const request = requestFor(exec);

export default check({
  id: 'keys/two-blanks',
  level: 'may',
  rule: 'rfc6750/blanks',
  title: 'More than one space between the scheme and the token is accepted.',
  why: 'The grammar of bearer tokens allows it, but few clients do it.',
  fix: 'Skip all spaces after the scheme.',
  on: ['enforced'],
  async run(t) {
    await t.control(withKey(request, WRONG), status(401));
    await t.control(withKey(request, t.key), served(exec));
    await t.expect(withHeader(request, 'Authorization', `Bearer  ${t.key}`), served(exec));
  },
});
