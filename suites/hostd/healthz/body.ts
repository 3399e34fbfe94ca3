import { check } from '../../../src/checks/check.ts';
import { discriminates } from '../../lib/controls.ts';
import { saysOk } from '../../lib/expectations.ts';
import { healthz, requestFor } from '../../lib/requests.ts';

const probe = requestFor(healthz);

export default check({
  id: 'healthz/body',
  level: 'should',
  rule: 'docs/healthz-body',
  title: 'The body of the liveness response says ok.',
  why: 'Monitors look for the word, not only for the status.',
  fix: 'Respond with the text `ok`, or with JSON that contains it.',
  on: ['enforced', 'dev'],
  async run(t) {
    await discriminates(t);
    const exchange = await t.send(probe, 'probe');
    if (exchange.response?.status === 204) t.skip('a 204 has no body; see healthz/status');
    t.judge(exchange, saysOk);
  },
});
