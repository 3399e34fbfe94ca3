import { check } from '../../../src/checks/check.ts';
import { manyRefusals } from '../../lib/controls.ts';
import { healthy } from '../../lib/expectations.ts';
import { healthz, requestFor } from '../../lib/requests.ts';

const probe = requestFor(healthz);

export default check({
  id: 'healthz/after-refusals',
  level: 'must',
  rule: 'auth/healthz-exempt',
  title: 'GET /v1/healthz answers 2xx after many refusals from the same address.',
  why: 'A limit on failed keys that takes the probe with it lets a stranger have the server restarted.',
  fix: 'Count failed keys where keys are checked; leave the exempt path out of it.',
  on: ['patient'],
  async run(t) {
    await manyRefusals(t);
    await t.expect(probe, healthy);
  },
});
