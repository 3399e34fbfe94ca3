import { check } from '../../../src/checks/check.ts';
import { discriminates } from '../../lib/controls.ts';
import { healthz, requestFor } from '../../lib/requests.ts';
import { notRefused } from './lib/not-refused.ts';

const probe = requestFor(healthz);

export default check({
  id: 'healthz/head',
  level: 'should',
  rule: 'auth/healthz-exempt',
  title: 'HEAD /v1/healthz without a key does not get 401.',
  why: 'Load balancers probe with HEAD, which HTTP defines as a GET without the response body.',
  fix: 'Exempt the path, and leave the method to the router.',
  on: ['enforced'],
  async run(t) {
    await discriminates(t);
    await t.expect({ ...probe, method: 'HEAD' }, notRefused);
  },
});
