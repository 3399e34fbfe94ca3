import { check } from '../../../src/checks/check.ts';
import { served, status } from '../../lib/expectations.ts';
import { createRequest, exec, requestFor, withKey } from '../../lib/requests.ts';

export default check({
  id: 'startup/first-request',
  level: 'must',
  rule: 'auth/every-request',
  title: 'The very first request after the start is judged like any other.',
  why: 'Keys that are read when they are first needed are not there for the first who comes.',
  fix: 'Read the keys before the socket is opened.',
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
