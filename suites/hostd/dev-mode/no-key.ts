import { checkOperations } from '../../../src/checks/check.ts';
import { DEV } from '../../lib/configurations.ts';
import { discriminates } from '../../lib/controls.ts';
import { served } from '../../lib/expectations.ts';
import { requestFor } from '../../lib/requests.ts';

export default checkOperations({
  id: 'dev-mode/no-key',
  level: 'must',
  rule: 'auth/dev-mode',
  title: 'In dev mode every operation is served without a key.',
  why: 'If a single operation needs a key, local development breaks halfway.',
  fix: 'Decide once, at startup, for all routes.',
  on: DEV,
  async run(t, operation) {
    await discriminates(t);
    await t.expect(requestFor(operation), served(operation));
  },
});
