import { checkOperations } from '../../../src/checks/check.ts';
import { ENFORCED } from '../../lib/configurations.ts';
import { served, unauthorized } from '../../lib/expectations.ts';
import { requestFor, withKey } from '../../lib/requests.ts';

export default checkOperations({
  id: 'unauthorized/no-key',
  level: 'must',
  rule: 'auth/missing-body',
  title: 'Without an Authorization header every protected operation answers 401 and says that it is missing.',
  why: 'An operation that answers without a key lets anyone who reaches the port run code.',
  fix: 'Put the key check in front of all routes below /v1/, not on each route.',
  on: [...ENFORCED, 'json-logs'],
  async run(t, operation) {
    const request = requestFor(operation);
    await t.control(withKey(request, t.key), served(operation));
    await t.expect(request, unauthorized('missing'));
  },
});
