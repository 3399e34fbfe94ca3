import { check } from '../../../src/checks/check.ts';
import { serialize } from '../../../src/http/request.ts';
import { discriminates } from '../../lib/controls.ts';
import { served, status } from '../../lib/expectations.ts';
import { create, createRequest, withKey } from '../../lib/requests.ts';

export default check({
  id: 'bypass/behind-unread-body',
  level: 'must',
  rule: 'auth/every-request',
  title: 'The unread rest of a refused body is not handled as a request.',
  why: 'An attacker could smuggle a request in a body, and a proxy would forward it as its own.',
  fix: 'Drain the body, or close the connection after the 401.',
  on: ['enforced'],
  async run(t) {
    await discriminates(t);
    await t.control(withKey(createRequest, t.key), served(create));
    const connection = await t.connect();
    const hidden = serialize(withKey(createRequest, t.key), t.instance.wire.authority);
    const body = hidden.toString('latin1') + 'x'.repeat(256 * 1024);
    const refused = await t.send({ ...createRequest, body }, 'probe', connection);
    // A server may close a connection after an unread body, and its response may be lost.
    if (refused.response && refused.response.status !== 401)
      t.skip('the request did not get 401; see unauthorized/before-size-limit');
    if (connection.reusable) {
      const next = await t.send(createRequest, 'probe', connection);
      if (next.response) t.judge(next, status(401));
    }
    if (connection.failure?.kind === 'protocol' || connection.failure?.kind === 'stray')
      t.fail('one response to one request', 'a second response, to the request inside the body');
  },
});
