import { check } from '../../../src/checks/check.ts';
import { discriminates } from '../../lib/controls.ts';
import { staysOnLoopback } from '../../lib/exposure.ts';

export default check({
  id: 'startup/bound-address',
  level: 'must',
  rule: 'auth/bind-address',
  title: 'With keys or with auth disabled, too, hostd on a loopback address cannot be reached at any other.',
  why: 'Whoever disables auth on 127.0.0.1 relies on that address: one listener more opens the machine to the network.',
  fix: 'Bind exactly the address that was given, in every mode.',
  on: ['enforced', 'enforced-default', 'disabled', 'disabled-keys'],
  needsLaunch: true,
  async run(t) {
    await discriminates(t);
    await staysOnLoopback(t, t.instance);
  },
});
