import { check } from '../../../src/checks/check.ts';
import { FLAG_OFF } from '../../lib/configurations.ts';
import { served, status } from '../../lib/expectations.ts';
import { createRequest, exec, requestFor, WRONG, withKey } from '../../lib/requests.ts';

export default check({
  id: 'disabled/flag-off',
  level: 'must',
  rule: 'auth/disable-flag-off',
  title: 'PODFLARE_AUTH_DISABLED set to 0, false or an empty string does not disable auth.',
  why: 'Whoever writes 0 means no. A server that only checks whether the variable exists is wide open.',
  fix: 'Compare the value with 1 (and with true, if you like), and treat everything else as no.',
  on: FLAG_OFF,
  needsLaunch: true,
  async run(t) {
    await t.control(withKey(requestFor(exec), t.key), served(exec));
    await t.expect(createRequest, status(401));
    await t.expect(withKey(createRequest, WRONG), status(401));
  },
});
