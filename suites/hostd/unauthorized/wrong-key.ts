import { checkOperations } from '../../../src/checks/check.ts';
import { ENFORCED } from '../../lib/configurations.ts';
import { served, unauthorized } from '../../lib/expectations.ts';
import { requestFor, WRONG, withKey } from '../../lib/requests.ts';

export default checkOperations({
  id: 'unauthorized/wrong-key',
  level: 'must',
  rule: 'auth/invalid-body',
  title: 'A request with an unknown key gets 401 and the error text for an invalid key.',
  why: 'A server that accepts any well-formed key has no auth but looks as if it had.',
  fix: 'Look up the whole token in the list. If it is not there, respond with 401 and the text for an invalid key.',
  on: [...ENFORCED, 'empty-entry', 'trailing-comma', 'json-logs'],
  async run(t, operation) {
    const request = requestFor(operation);
    await t.control(withKey(request, t.key), served(operation));
    await t.expect(withKey(request, WRONG), unauthorized('invalid'));
  },
});
