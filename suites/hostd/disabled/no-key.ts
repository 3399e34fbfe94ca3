import { checkOperations } from '../../../src/checks/check.ts';
import { DISABLED } from '../../lib/configurations.ts';
import { discriminates } from '../../lib/controls.ts';
import { served } from '../../lib/expectations.ts';
import { requestFor } from '../../lib/requests.ts';

export default checkOperations({
  id: 'disabled/no-key',
  level: 'must',
  rule: 'auth/disable-flag',
  title: 'With auth disabled every operation is served without a key.',
  why: 'The flag turns auth off completely, with and without keys.',
  fix: 'Decide once, at startup, for all routes.',
  on: DISABLED,
  async run(t, operation) {
    await discriminates(t);
    await t.expect(requestFor(operation), served(operation));
  },
});
