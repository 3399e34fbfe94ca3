import { check } from '../../../src/checks/check.ts';
import { created, status } from '../../lib/expectations.ts';
import { createRequest, underKnownName, WRONG, withKey } from '../../lib/requests.ts';

export default check({
  id: 'startup/every-address',
  level: 'must',
  rule: 'auth/enforced-anywhere',
  title: 'With keys hostd enforces them at whatever address of the machine it is reached.',
  why: 'A gate that trusts callers by where they come from is open to every process and proxy of that place.',
  fix: 'Decide by the keys and by the address that was bound, once, at the start; never by the caller.',
  on: ['enforced-any-machine', 'enforced-any-ipv6', 'enforced-any-mapped', 'enforced-other-loopback'],
  needsLaunch: true,
  async run(t) {
    const named = await underKnownName(t);
    const request = named(createRequest);
    await t.control(withKey(request, t.key), created);
    await t.expect(request, status(401));
    await t.expect(withKey(request, WRONG), status(401));
  },
});
