import { check } from '../../src/checks/check.ts';
import { forwarded, marked } from '../lib/arrivals.ts';
import { healthz } from '../lib/requests.ts';

export default check({
  id: 'gateway/healthz-not-cached',
  level: 'should',
  rule: 'docs/liveness',
  title: 'The gateway forwards every liveness probe.',
  why: 'A cached response reports that hostd is alive when it is down.',
  fix: 'Disable caching for the liveness route.',
  on: ['enforced'],
  recorder: 'required',
  async run(t) {
    const sent = marked(t, healthz);
    for (let times = 1; times <= 3; times += 1) {
      const { length } = await forwarded(t, sent);
      if (length < times) t.fail(`each of ${times} probes arrives`, `${length} arrived, but all got a response`);
    }
  },
});
