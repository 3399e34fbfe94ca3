import { check } from '../../../src/checks/check.ts';
import { healthy, status } from '../../lib/expectations.ts';
import { destroy, healthz, requestFor } from '../../lib/requests.ts';

const probe = requestFor(healthz);

export default check({
  id: 'healthz/after-401',
  level: 'must',
  rule: 'auth/healthz-exempt',
  title: 'GET /v1/healthz gets 2xx on a connection that has just got a 401.',
  why: 'Behind a proxy many callers share a connection. A refusal of one must not fail the probe of another.',
  fix: 'Do not carry a decision over to the next request.',
  on: ['enforced'],
  async run(t) {
    const connection = await t.connect();
    // Without a body: unauthorized/unread-body judges what happens to an unread body.
    await t.control(requestFor(destroy), status(401), connection);
    if (!connection.reusable) t.skip('the server closes the connection after a 401');
    await t.expect(probe, healthy, connection);
  },
});
