import { check } from '../../../src/checks/check.ts';
import { created, status } from '../../lib/expectations.ts';
import { createRequest, underKnownName, WRONG, withKey } from '../../lib/requests.ts';

export default check({
  id: 'startup/every-address',
  level: 'must',
  rule: 'auth/enforced-anywhere',
  title: 'With keys hostd enforces them at every address of the machine.',
  why: 'A key check that trusts callers by their address is open to every process and proxy at that address.',
  fix: 'Decide once, at startup, by the keys and the bound address; never by the caller.',
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
