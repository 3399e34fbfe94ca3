import { check } from '../../../src/checks/check.ts';
import { served, status } from '../../lib/expectations.ts';
import { createRequest, exec, requestFor, withKey } from '../../lib/requests.ts';

export default check({
  id: 'startup/first-request',
  level: 'must',
  rule: 'auth/every-request',
  title: 'The first request after startup is checked like any other.',
  why: 'Keys that are loaded on first use are not there for the first caller.',
  fix: 'Load the keys before you open the socket.',
  on: 'launch',
  async run(t) {
    await t.launch('enforced', async ({ wire, keys: [key = ''] }) => {
      const first = await wire.send(createRequest);
      t.record(first, 'probe');
      t.require(await wire.send(withKey(requestFor(exec), key)), served(exec));
      t.judge(first, status(401));
    });
  },
});
