import { check } from '../../../src/checks/check.ts';
import { DISABLED } from '../../lib/configurations.ts';
import { discriminates } from '../../lib/controls.ts';
import { created } from '../../lib/expectations.ts';
import { createRequest } from '../../lib/requests.ts';

export default check({
  id: 'disabled/starts',
  level: 'must',
  rule: 'auth/disable-flag',
  title: 'With PODFLARE_AUTH_DISABLED=1 hostd starts on any address, with and without keys.',
  why: 'The flag is the documented way to run behind another gateway. A refusal to start breaks such setups.',
  fix: 'Give the flag precedence over the keys and over the rule for non-loopback addresses.',
  on: DISABLED,
  needsLaunch: true,
  judgesStart: true,
  async run(t) {
    await t.expect(createRequest, created);
    await discriminates(t);
  },
});
