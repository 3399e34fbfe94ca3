import { checkEach } from '../../../src/checks/check.ts';
import { closedEarly, served, status } from '../../lib/expectations.ts';
import { create, createRequest, WRONG, withKey } from '../../lib/requests.ts';

export default checkEach(
  [
    { name: 'without a key', headers: [] },
    { name: 'with a wrong key', headers: [['Authorization', `Bearer ${WRONG}`] as const] },
  ],
  {
    id: 'unauthorized/every-request-on-connection',
    level: 'must',
    rule: 'auth/every-request',
    title: 'Every request without a valid key on a connection gets 401, not only the first.',
    why: 'A decision that is tied to the connection, or a counter that runs out, opens the server a little later.',
    fix: 'Decide each request by its own Authorization header.',
    on: ['enforced'],
    async run(t, { headers }) {
      const request = { ...createRequest, headers: [...createRequest.headers, ...headers] };
      await t.control(withKey(createRequest, t.key), served(create));
      let connection = await t.connect();
      for (let i = 0; i < 110; i += 1) {
        if (!connection.reusable) connection = await t.connect();
        let exchange = await t.send(request, 'probe', connection);
        if (exchange.turn > 1 && closedEarly(exchange)) {
          connection = await t.connect();
          exchange = await t.send(request, 'probe', connection);
        }
        t.judge(exchange, status(401));
      }
    },
  },
);
