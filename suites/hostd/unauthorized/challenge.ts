import { checkOperations } from '../../../src/checks/check.ts';
import { responds } from '../../../src/checks/expectation.ts';
import { header } from '../../../src/http/response.ts';
import { served } from '../../lib/expectations.ts';
import { requestFor, WRONG, withKey } from '../../lib/requests.ts';
import { refusal } from './lib/refusals.ts';

export default checkOperations({
  id: 'unauthorized/challenge',
  level: 'should',
  rule: 'rfc9110/challenge',
  title: 'A 401 carries a WWW-Authenticate challenge.',
  why: 'HTTP requires it for every 401, and generic clients use it to find out how to authenticate.',
  fix: 'Send `WWW-Authenticate: Bearer`.',
  on: ['enforced'],
  async run(t, operation) {
    const challenge = responds('a WWW-Authenticate header', (response) =>
      header(response, 'www-authenticate') ? undefined : 'none',
    );
    const request = requestFor(operation);
    await t.control(withKey(request, t.key), served(operation));
    await refusal(t, request, challenge);
    await refusal(t, withKey(request, WRONG), challenge);
  },
});
