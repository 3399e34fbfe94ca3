import { checkOperations } from '../../../src/checks/check.ts';
import { ENFORCED } from '../../lib/configurations.ts';
import { served, unauthorized } from '../../lib/expectations.ts';
import { requestFor, withKey } from '../../lib/requests.ts';

export default checkOperations({
  id: 'unauthorized/no-key',
  level: 'must',
  rule: 'auth/missing-body',
  title: 'A request without an Authorization header gets 401 and the error text for a missing key.',
  why: 'If an operation works without a key, anyone who reaches the port can run code.',
  fix: 'Check the key in front of all routes below /v1/, not in each route.',
  on: [...ENFORCED, 'json-logs'],
  async run(t, operation) {
    const request = requestFor(operation);
    await t.control(withKey(request, t.key), served(operation));
    await t.expect(request, unauthorized('missing'));
  },
});
