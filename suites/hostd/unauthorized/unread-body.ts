import { checkEach } from '../../../src/checks/check.ts';
import { closedEarly, refusedUnread, served } from '../../lib/expectations.ts';
import { createRequest, exec, requestFor, withKey } from '../../lib/requests.ts';
import { large, refusedForKeyOrSize } from './lib/large-body.ts';

export default checkEach([{ name: 'a body of two bytes' }, { name: 'a body of 1 MiB' }], {
  id: 'unauthorized/unread-body',
  level: 'should',
  rule: 'rfc9112/framing',
  title: 'After refusing a request with a body, the server closes the connection or serves the next request.',
  why: 'Otherwise the rest of the body is parsed as the next request, by whoever shares the connection.',
  fix: 'Drain the body, or close the connection after the 401.',
  on: ['enforced'],
  async run(t, { name }) {
    const next = withKey(requestFor(exec), t.key);
    await t.control(next, served(exec));
    const connection = await t.connect();
    const body = name === 'a body of 1 MiB' ? large() : '{}';
    const refused = await t.send({ ...createRequest, body }, 'probe', connection);
    if (refusedUnread(refused)) return;
    t.judge(refused, refusedForKeyOrSize);
    if (connection.announcedClose) return;
    const after = await t.send(next, 'probe', connection);
    const found = closedEarly(after) ? undefined : served(exec).judge(after);
    if (found !== undefined) t.fail(`${served(exec).says}, for the next request on the connection`, found);
  },
});
