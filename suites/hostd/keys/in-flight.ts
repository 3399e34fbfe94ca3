import { check } from '../../../src/checks/check.ts';
import { served, status } from '../../lib/expectations.ts';
import { exec, requestFor, WRONG, withKey } from '../../lib/requests.ts';

const IN_FLIGHT = 200;

const request = requestFor(exec);

export default check({
  id: 'keys/in-flight',
  level: 'must',
  rule: 'auth/every-request',
  title: `Decisions are not mixed up between ${IN_FLIGHT} concurrent requests.`,
  why: 'A decision in shared state applies to whichever request comes next.',
  fix: 'Keep the decision with its request.',
  on: ['crowded'],
  async run(t) {
    await t.control(withKey(request, t.key), served(exec));
    const kinds = [
      { send: withKey(request, t.key), expectation: served(exec) },
      { send: request, expectation: status(401) },
      { send: withKey(request, WRONG), expectation: status(401) },
    ];
    const { wire } = t.instance;
    if (wire.dropsConnections) t.skip('the server limits the number of connections');
    const opened = await Promise.allSettled(Array.from({ length: IN_FLIGHT }, () => wire.connect()));
    const connections = opened.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    const sent = await Promise.all(
      connections.map(async (connection, i) => {
        const kind = kinds[i % kinds.length];
        return kind && { exchange: await wire.send(kind.send, connection), expectation: kind.expectation };
      }),
    );
    for (const connection of connections) connection.close();
    const busy = (code: number | undefined) => code === undefined || code === 429 || code === 503;
    const judged = sent.flatMap((item) => (item && !busy(item.exchange.response?.status) ? [item] : []));
    const isOverloaded = judged.length < IN_FLIGHT / 2;
    for (const { exchange, expectation } of judged) {
      if (expectation.judge(exchange) === undefined) continue;
      if (isOverloaded && (exchange.response?.status ?? 500) >= 500) continue;
      t.record(exchange, 'probe');
      t.judge(exchange, expectation);
    }
    if (isOverloaded) t.skip(`the server responded to only ${judged.length} of ${IN_FLIGHT} concurrent requests`);
  },
});
