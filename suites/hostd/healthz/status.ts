import { check } from '../../../src/checks/check.ts';
import { discriminates } from '../../lib/controls.ts';
import { status } from '../../lib/expectations.ts';
import { healthz, requestFor } from '../../lib/requests.ts';

const probe = requestFor(healthz);

export default check({
  id: 'healthz/status',
  level: 'should',
  rule: 'docs/healthz-status',
  title: 'The status of the liveness response is 200.',
  why: 'Some probes expect exactly 200 and treat a 204 as a failure.',
  fix: 'Respond with 200 and the body `ok`.',
  on: ['enforced', 'dev'],
  async run(t) {
    await discriminates(t);
    await t.expect(probe, status(200));
  },
});
