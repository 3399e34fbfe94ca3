import { checkEach } from '../../../src/checks/check.ts';
import { discriminates } from '../../lib/controls.ts';
import { healthy } from '../../lib/expectations.ts';
import { healthz, requestFor } from '../../lib/requests.ts';

const probe = requestFor(healthz);

export default checkEach([{ name: '?t=1' }, { name: '?' }, { name: '?path=/v1/sandboxes' }], {
  id: 'healthz/query',
  level: 'must',
  rule: 'auth/healthz-exempt',
  title: 'GET /v1/healthz with a query gets 2xx without a key.',
  why: 'Probes add cache busters, and the query is not part of the path.',
  fix: 'Compare the path without its query.',
  on: ['enforced', 'dev'],
  async run(t, { name }) {
    await discriminates(t);
    await t.expect({ ...probe, target: `${probe.target}${name}` }, healthy);
  },
});
