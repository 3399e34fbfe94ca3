import { check } from '../../../src/checks/check.ts';
import { discriminates } from '../../lib/controls.ts';
import { staysOnLoopback } from '../../lib/exposure.ts';

export default check({
  id: 'startup/bound-address',
  level: 'must',
  rule: 'auth/bind-address',
  title: 'On a loopback address hostd is reachable at no other address, with keys and with auth disabled.',
  why: 'Whoever disables auth on 127.0.0.1 relies on that address. One more listener exposes the machine to the network.',
  fix: 'Bind exactly the configured address in every mode.',
  on: ['enforced', 'enforced-default', 'disabled', 'disabled-keys'],
  needsLaunch: true,
  async run(t) {
    await discriminates(t);
    await staysOnLoopback(t, t.instance);
  },
});
