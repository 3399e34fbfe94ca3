import { check } from '../../../src/checks/check.ts';
import { EVERYWHERE } from '../../lib/configurations.ts';
import { discriminates } from '../../lib/controls.ts';
import { healthy } from '../../lib/expectations.ts';
import { healthz, requestFor } from '../../lib/requests.ts';

const probe = requestFor(healthz);

export default check({
  id: 'healthz/no-key',
  level: 'must',
  rule: 'auth/healthz-exempt',
  title: 'GET /v1/healthz gets 2xx without a key in every configuration.',
  why: 'Orchestrators probe without a key. If hostd requires one, they restart it forever.',
  fix: 'Let exactly this path through before you look for a key.',
  on: EVERYWHERE,
  async run(t) {
    await discriminates(t);
    await t.expect(probe, healthy);
  },
});
