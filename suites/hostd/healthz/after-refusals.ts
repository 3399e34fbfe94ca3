import { check } from '../../../src/checks/check.ts';
import { manyRefusals } from '../../lib/controls.ts';
import { healthy, served } from '../../lib/expectations.ts';
import { exec, healthz, requestFor, withKey } from '../../lib/requests.ts';

const probe = requestFor(healthz);
const call = (key: string) => withKey(requestFor(exec), key);

/** How often the probe waits for a rate limit before the limit counts as a lockout. */
const PATIENCE = 2;

export default check({
  id: 'healthz/after-refusals',
  level: 'must',
  rule: 'auth/healthz-exempt',
  title: 'GET /v1/healthz gets 2xx after many refusals from the same address.',
  why: 'If a limit on failed attempts also blocks the probe, anyone can get the server restarted.',
  fix: 'Count failed attempts in the key check, and keep the exempt path out of it.',
  on: ['patient'],
  async run(t) {
    await manyRefusals(t);
    const first = await t.instance.wire.send(probe, undefined, PATIENCE);
    if (first.response?.status === 429 && served(exec).judge(await t.send(call(t.key), 'control')) === undefined) {
      t.record(first, 'probe');
      t.fail(healthy.says, '429, although a request with a valid key is served');
    }
    await t.expect(probe, healthy);
  },
});
