import { check } from '../../../src/checks/check.ts';
import { created, status } from '../../lib/expectations.ts';
import { createRequest, withKey } from '../../lib/requests.ts';

export default check({
  id: 'startup/starts-with-keys',
  level: 'must',
  rule: 'auth/enforced-anywhere',
  title: 'With keys hostd starts on any address, with key lists of any length, and enforces them.',
  why: 'It is how hostd runs in production.',
  fix: 'Refuse to start only if there are neither keys nor the flag.',
  on: ['enforced-any', 'enforced-ipv6', 'one-key', 'fifty-keys', 'empty-entry', 'trailing-comma'],
  needsLaunch: true,
  judgesStart: true,
  async run(t) {
    await t.control(withKey(createRequest, t.key), created);
    await t.expect(createRequest, status(401));
  },
});
