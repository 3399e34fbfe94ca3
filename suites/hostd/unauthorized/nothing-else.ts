import { checkOperations } from '../../../src/checks/check.ts';
import { responds } from '../../../src/checks/expectation.ts';
import { json } from '../../../src/http/response.ts';
import { served, summary } from '../../lib/expectations.ts';
import { requestFor, WRONG, withKey } from '../../lib/requests.ts';
import { refusal } from './lib/refusals.ts';

const nothingElse = responds('a JSON object whose only member is `error`', (response) => {
  const value = json(response);
  const names = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  return names.length === 1 && names[0] === 'error' ? undefined : summary(response);
});

export default checkOperations({
  id: 'unauthorized/nothing-else',
  level: 'should',
  rule: 'auth/exact-body',
  title: 'The 401 body has the member `error` and no other.',
  why: 'Clients compare it with the documented body. Any other member is a private extension.',
  fix: 'Send exactly the documented object.',
  on: ['enforced'],
  async run(t, operation) {
    const request = requestFor(operation);
    await t.control(withKey(request, t.key), served(operation));
    await refusal(t, request, nothingElse);
    await refusal(t, withKey(request, WRONG), nothingElse);
  },
});
