import { check } from '../../../src/checks/check.ts';
import { discriminates } from '../../lib/controls.ts';
import { status } from '../../lib/expectations.ts';
import { createRequest, destroy, healthz, requestFor, withKey } from '../../lib/requests.ts';

export default check({
  id: 'bypass/pipelined',
  level: 'must',
  rule: 'auth/every-request',
  title: 'A request without a key is refused when it follows an exempt or a valid one in the same packet.',
  why: 'A verdict that is kept with the connection is given to the request behind.',
  fix: 'Decide each request by its own header alone.',
  on: ['enforced'],
  async run(t) {
    await discriminates(t);
    for (const first of [requestFor(healthz), withKey(createRequest, t.key)]) {
      // Without a body, so that a server that leaves refused bodies unread is not blamed for it here.
      const answered = await t.pipeline(first, requestFor(destroy));
      if (!answered) return t.skip('the server does not answer pipelined requests');
      t.judge(answered, status(401));
    }
  },
});
