import { check } from '../../../src/checks/check.ts';
import { served, status } from '../../lib/expectations.ts';
import { createRequest, exec, requestFor, withKey } from '../../lib/requests.ts';

export default check({
  id: 'disabled/flag-words',
  level: 'should',
  rule: 'auth/disable-flag-off',
  title: 'PODFLARE_AUTH_DISABLED set to False, no or off does not disable auth.',
  why: 'People and templates write these values and mean no.',
  fix: 'Compare the value with 1 (and with true, if you like), and treat everything else as no.',
  on: ['flag-upper-false', 'flag-no', 'flag-off'],
  needsLaunch: true,
  async run(t) {
    await t.control(withKey(requestFor(exec), t.key), served(exec));
    await t.expect(createRequest, status(401));
  },
});
