import { checkOperations } from '../../../src/checks/check.ts';
import { DISABLED } from '../../lib/configurations.ts';
import { discriminates } from '../../lib/controls.ts';
import { sameStatus, served } from '../../lib/expectations.ts';
import { requestFor, WRONG, withHeader, withKey } from '../../lib/requests.ts';

export default checkOperations({
  id: 'disabled/any-key',
  level: 'must',
  rule: 'auth/disable-flag',
  title: 'With auth disabled every operation is served, whatever its Authorization header contains.',
  why: 'Clients behind another gateway may send its credentials.',
  fix: 'Do not read the header when auth is off.',
  on: DISABLED,
  async run(t, operation) {
    const request = requestFor(operation);
    await discriminates(t);
    await t.expect(withKey(request, WRONG), served(operation));
    const plain = await t.control(request, served(operation));
    for (const value of ['Basic dTpw', 'Bearer', '', 'Whatever 1234'])
      await t.expect(withHeader(request, 'Authorization', value), sameStatus(plain, 'the same as without the header'));
    for (const key of t.keys.slice(0, 1)) await t.expect(withKey(request, key), served(operation));
  },
});
