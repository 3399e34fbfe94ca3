import { checkOperations } from '../../../src/checks/check.ts';
import { DEV } from '../../lib/configurations.ts';
import { discriminates } from '../../lib/controls.ts';
import { served } from '../../lib/expectations.ts';
import { requestFor, WRONG, withKey } from '../../lib/requests.ts';

export default checkOperations({
  id: 'dev-mode/any-key',
  level: 'must',
  rule: 'auth/dev-mode',
  title: 'In dev mode every operation is served with any key.',
  why: 'SDKs send the key from their environment. In dev mode hostd has no keys and must accept any.',
  fix: 'Do not read the header when auth is off.',
  on: DEV,
  async run(t, operation) {
    await discriminates(t);
    await t.expect(withKey(requestFor(operation), WRONG), served(operation));
  },
});
