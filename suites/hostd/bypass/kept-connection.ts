import { check } from '../../../src/checks/check.ts';
import { closedEarly, served, status } from '../../lib/expectations.ts';
import { create, createRequest, destroy, exec, requestFor, WRONG, withKey } from '../../lib/requests.ts';

export default check({
  id: 'bypass/kept-connection',
  level: 'must',
  rule: 'auth/every-request',
  title: 'A request without a key is refused on a connection on which a valid key was just used.',
  why: 'Proxies put the requests of many callers on one connection; auth that sticks to it is given to all of them.',
  fix: 'Decide each request by its own header alone.',
  on: ['enforced', 'enforced-any'],
  async run(t) {
    // A connection each: behind a refused body that was left unread, an answer says nothing.
    for (const request of [createRequest, requestFor(exec), withKey(createRequest, WRONG)]) {
      const connection = await t.connect();
      await t.control(withKey(createRequest, t.key), served(create), connection);
      if (!connection.reusable) t.skip('the server closes the connection after each answer');
      await t.expect(request, status(401), connection);
      if (!connection.reusable) continue;
      const after = await t.send(withKey(requestFor(destroy), t.key), 'control', connection);
      if (!closedEarly(after)) t.require(after, served(destroy));
    }
  },
});
