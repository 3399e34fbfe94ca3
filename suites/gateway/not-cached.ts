import { check } from '../../src/checks/check.ts';
import { inQuery } from '../lib/arrivals.ts';
import { created, served, status } from '../lib/expectations.ts';
import { create, createRequest, withKey } from '../lib/requests.ts';

export default check({
  id: 'gateway/not-cached',
  level: 'must',
  rule: 'rfc9111/authorization',
  title: 'The gateway never serves a protected request from a cache.',
  why: 'A response cached for one caller is served to the next, even without a key, and a cached call never runs.',
  fix: 'Disable caching for everything below /v1/.',
  on: ['enforced'],
  recorder: 'required',
  async run(t) {
    const { mark, request } = inQuery(t, createRequest);
    const keyed = withKey(request, t.key);
    const reaches = async (times: number) => {
      await t.expect(keyed, created);
      const { length } = t.recorder.arrivals(mark);
      if (length < times) t.fail(`each of ${times} requests arrives`, `${length} arrived, but all got a response`);
    };
    await t.control(keyed, created);
    await reaches(2);
    await t.expect(request, status(401));
    await t.expect(keyed, served(create));
    await reaches(4);
  },
});
