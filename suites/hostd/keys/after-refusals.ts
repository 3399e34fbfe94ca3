import { check } from '../../../src/checks/check.ts';
import { manyRefusals } from '../../lib/controls.ts';
import { served, summary } from '../../lib/expectations.ts';
import { exec, requestFor, withKey } from '../../lib/requests.ts';

const request = requestFor(exec);

export default check({
  id: 'keys/after-refusals',
  level: 'should',
  rule: 'auth/allowlist',
  title: 'A valid key still works after many refusals from the same address.',
  why: 'Behind a gateway all callers share an address, so blocking it blocks all of them.',
  fix: 'Limit failed attempts by key, not by address alone.',
  on: ['patient'],
  async run(t) {
    await manyRefusals(t);
    const exchange = await t.send(withKey(request, t.key), 'probe');
    const { response } = exchange;
    if (response?.status === 429) t.fail(served(exec).says, summary(response));
    t.judge(exchange, served(exec));
  },
});
