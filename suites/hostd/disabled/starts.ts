import { check } from '../../../src/checks/check.ts';
import { DISABLED } from '../../lib/configurations.ts';
import { discriminates } from '../../lib/controls.ts';
import { created } from '../../lib/expectations.ts';
import { createRequest } from '../../lib/requests.ts';

export default check({
  id: 'disabled/starts',
  level: 'must',
  rule: 'auth/disable-flag',
  title: 'With PODFLARE_AUTH_DISABLED=1 hostd starts, with and without keys, on loopback and elsewhere.',
  why: 'The flag is the documented way to run behind another gate; a refusal breaks such set-ups.',
  fix: 'Let the flag win over the keys and over the rule for addresses that are not loopback.',
  on: DISABLED,
  needsLaunch: true,
  judgesStart: true,
  async run(t) {
    await t.expect(createRequest, created);
    await discriminates(t);
  },
});
