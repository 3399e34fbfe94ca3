import { checkOperations } from '../../../src/checks/check.ts';
import { DEV } from '../../lib/configurations.ts';
import { discriminates } from '../../lib/controls.ts';
import { served } from '../../lib/expectations.ts';
import { requestFor, WRONG, withKey } from '../../lib/requests.ts';

export default checkOperations({
  id: 'dev-mode/any-key',
  level: 'must',
  rule: 'auth/dev-mode',
  title: 'In dev mode every operation is served with whatever key is sent.',
  why: 'SDKs send the key of their environment; dev mode knows none and must not mind.',
  fix: 'With auth off, do not look at the header at all.',
  on: DEV,
  async run(t, operation) {
    await discriminates(t);
    await t.expect(withKey(requestFor(operation), WRONG), served(operation));
  },
});
