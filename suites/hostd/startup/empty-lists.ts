import { checkEach } from '../../../src/checks/check.ts';
import type { ConfigurationName } from '../../../src/checks/configurations.ts';
import type { Role, Trial } from '../../../src/checks/trial.ts';
import type { WireRequest } from '../../../src/http/request.ts';
import { healthy, neverAuthenticates, status } from '../../lib/expectations.ts';
import { createRequest, exec, healthz, requestFor, withHeader } from '../../lib/requests.ts';
import { all, refuses } from './lib/refuses.ts';

/** Requests without a key. A server that takes empty entries literally must not accept them. */
const NO_KEYS: readonly WireRequest[] = [
  createRequest,
  ...['', 'Bearer', 'Bearer ', 'Bearer  ', 'Bearer ,', 'Bearer \t'].map((value) =>
    withHeader(createRequest, 'Authorization', value),
  ),
];

export default checkEach(all('refused-empty-keys', 'refused-comma-keys', 'refused-blank-keys'), {
  id: 'startup/empty-lists',
  level: 'must',
  rule: 'auth/empty-list',
  title: 'With a key list that contains no key, hostd refuses to start or serves nobody.',
  why: 'An empty variable in a manifest is the usual way to lose the keys. An empty entry would accept an empty token.',
  fix: 'Trim the entries and drop empty ones before you check whether there are keys.',
  on: 'launch',
  async run(t, { name }) {
    const { responded } = await t.attempt(name);
    if (responded) await closedToEveryone(t, name);
    else await refuses(t, name);
  },
});

/** A server that takes whitespace entries for keys may start, as long as it serves nobody. */
async function closedToEveryone(t: Trial, name: ConfigurationName): Promise<void> {
  await t.launch(name, async ({ wire }) => {
    const send = async (request: WireRequest, role: Role) => {
      const exchange = await wire.send(request);
      t.record(exchange, role);
      return exchange;
    };
    t.require(await send(requestFor(healthz), 'control'), healthy);
    for (const request of NO_KEYS) t.judge(await send(request, 'probe'), neverAuthenticates);
    t.judge(await send(requestFor(exec), 'probe'), status(401));
  });
}
