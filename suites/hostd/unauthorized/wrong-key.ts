import { checkOperations } from '../../../src/checks/check.ts';
import { ENFORCED } from '../../lib/configurations.ts';
import { served, unauthorized } from '../../lib/expectations.ts';
import { requestFor, WRONG, withKey } from '../../lib/requests.ts';

export default checkOperations({
  id: 'unauthorized/wrong-key',
  level: 'must',
  rule: 'auth/invalid-body',
  title: 'With an unknown key every protected operation answers 401 and says that the key is invalid.',
  why: 'A server that takes any well-formed key has no auth at all, and looks as if it had.',
  fix: 'Look the whole token up in the list; on no match answer 401 with the second text.',
  on: [...ENFORCED, 'empty-entry', 'trailing-comma', 'json-logs'],
  async run(t, operation) {
    const request = requestFor(operation);
    await t.control(withKey(request, t.key), served(operation));
    await t.expect(withKey(request, WRONG), unauthorized('invalid'));
  },
});
