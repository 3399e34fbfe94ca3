import { check } from '../../../src/checks/check.ts';
import { discriminates } from '../../lib/controls.ts';
import { status } from '../../lib/expectations.ts';
import { createRequest, destroy, healthz, requestFor, withKey } from '../../lib/requests.ts';

export default check({
  id: 'bypass/pipelined',
  level: 'must',
  rule: 'auth/every-request',
  title: 'A pipelined request without a key gets 401, whatever the request before it.',
  why: 'A decision that is tied to the connection applies to the next request too.',
  fix: 'Decide each request by its own Authorization header.',
  on: ['enforced'],
  async run(t) {
    await discriminates(t);
    for (const first of [requestFor(healthz), withKey(createRequest, t.key)]) {
      // Without a body: unauthorized/unread-body judges servers that leave a refused body unread.
      const exchange = await t.pipeline(first, requestFor(destroy));
      if (!exchange) return t.skip('the server does not respond to pipelined requests');
      t.judge(exchange, status(401));
    }
  },
});
