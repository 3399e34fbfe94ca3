import { check } from '../../../src/checks/check.ts';
import { closedEarly, refusedUnread, served } from '../../lib/expectations.ts';
import { createRequest, exec, requestFor, withKey } from '../../lib/requests.ts';
import { large, refusedForKeyOrSize } from './lib/large-body.ts';

export default check({
  id: 'unauthorized/close-announced',
  level: 'may',
  rule: 'rfc9112/close',
  title: 'A server that closes the connection after a 401 to a large request announces it.',
  why: 'Otherwise the client sends its next request on a closed connection.',
  fix: 'Drain the body, or send `Connection: close` with the 401.',
  on: ['enforced'],
  async run(t) {
    await t.control(withKey(requestFor(exec), t.key), served(exec));
    const connection = await t.connect();
    const refused = await t.send({ ...createRequest, body: large() }, 'probe', connection);
    if (refused.response && refusedUnread(refused)) t.skip('a gateway responds instead of the server');
    t.judge(refused, refusedForKeyOrSize);
    if (connection.announcedClose) return;
    const next = await t.send(withKey(requestFor(exec), t.key), 'probe', connection);
    if (closedEarly(next))
      t.fail('a response on the same connection, or `Connection: close` before it', 'it was closed');
    t.judge(next, served(exec));
  },
});
