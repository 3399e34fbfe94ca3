import { check } from '../../../src/checks/check.ts';
import { discriminates } from '../../lib/controls.ts';
import { evidence } from '../../lib/expectations.ts';
import { healthz, requestFor } from '../../lib/requests.ts';
import { notRefused } from './lib/not-refused.ts';

const probe = requestFor(healthz);

export default check({
  id: 'healthz/post',
  level: 'should',
  rule: 'auth/healthz-exempt',
  title: 'POST /v1/healthz without a key does not get 401.',
  why: 'A 401 sends people looking for a key when the method is the mistake.',
  fix: 'Exempt the path, and leave the method to the router.',
  on: ['enforced'],
  async run(t) {
    await discriminates(t);
    // A step: bypass/method judges whether a protected handler ran.
    const exchange = await t.send({ ...probe, method: 'POST' }, 'step');
    if (exchange.response && evidence(exchange.response)) t.skip('it reaches a protected handler; see bypass/method');
    t.judge(exchange, notRefused);
  },
});
