import { check } from '../../../src/checks/check.ts';
import { discriminates } from '../../lib/controls.ts';
import { created } from '../../lib/expectations.ts';
import { createRequest } from '../../lib/requests.ts';

export default check({
  id: 'disabled/flag-true',
  level: 'may',
  rule: 'auth/disable-flag-true',
  title: 'PODFLARE_AUTH_DISABLED=true disables auth.',
  why: 'The auth page shows a boolean and the value 1. It does not say whether true counts, so both are allowed.',
  fix: 'Document the values that you accept.',
  on: ['flag-true'],
  needsLaunch: true,
  async run(t) {
    await discriminates(t);
    await t.expect(createRequest, created);
  },
});
