import { check } from '../../../src/checks/check.ts';
import type { Trial } from '../../../src/checks/trial.ts';
import type { WireRequest } from '../../../src/http/request.ts';
import { closedEarly, served, status } from '../../lib/expectations.ts';
import { create, createRequest, destroy, exec, requestFor, WRONG, withKey } from '../../lib/requests.ts';

/** How often a request is sent that a limit of requests moves to another connection. */
const TRIES = 3;

/** Sends a request on a connection on which a valid key was just used. */
async function afterAKey(t: Trial, request: WireRequest) {
  for (let tries = 1; ; tries += 1) {
    const connection = await t.connect();
    await t.control(withKey(createRequest, t.key), served(create), connection);
    if (connection.reusable) {
      const exchange = await t.send(request, 'probe', connection);
      if (exchange.turn > 1 || tries === TRIES) return { connection, exchange };
    } else if (tries === TRIES || !t.instance.wire.isLimited)
      t.skip('the server closes the connection after a response');
    connection.close();
  }
}

export default check({
  id: 'bypass/kept-connection',
  level: 'must',
  rule: 'auth/every-request',
  title: 'A request without a key gets 401 on a connection that has just carried a valid key.',
  why: 'Proxies send the requests of many callers over one connection. Auth that is tied to the connection applies to all of them.',
  fix: 'Decide each request by its own Authorization header.',
  on: ['enforced', 'enforced-any'],
  async run(t) {
    // One connection each: after an unread body, the next response on a connection proves nothing. Each is closed before
    // the next, because a server with one thread may not serve a second connection beside it.
    for (const request of [createRequest, requestFor(exec), withKey(createRequest, WRONG)]) {
      const { connection, exchange } = await afterAKey(t, request);
      t.judge(exchange, status(401));
      if (connection.reusable) {
        const after = await t.send(withKey(requestFor(destroy), t.key), 'control', connection);
        if (!closedEarly(after)) t.require(after, served(destroy));
      }
      connection.close();
    }
  },
});
