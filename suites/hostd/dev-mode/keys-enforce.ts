import { check } from '../../../src/checks/check.ts';
import { LOOPBACK_WITH_KEYS } from '../../lib/configurations.ts';
import { created, status } from '../../lib/expectations.ts';
import { createRequest, WRONG, withKey } from '../../lib/requests.ts';

export default check({
  id: 'dev-mode/keys-enforce',
  level: 'must',
  rule: 'auth/loopback-with-keys',
  title: 'On a loopback address with keys, hostd enforces them.',
  why: 'Whoever configures keys expects them to be checked. Other users of the machine can reach loopback too.',
  fix: 'Decide by the keys first. The address matters only when there are none.',
  on: LOOPBACK_WITH_KEYS,
  needsLaunch: true,
  async run(t) {
    await t.control(withKey(createRequest, t.key), created);
    await t.expect(createRequest, status(401));
    await t.expect(withKey(createRequest, WRONG), status(401));
  },
});
