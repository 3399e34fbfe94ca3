import { checkOperations } from '../../../src/checks/check.ts';
import type { WireRequest } from '../../../src/http/request.ts';
import { authenticated, status } from '../../lib/expectations.ts';
import { requestFor, withKey } from '../../lib/requests.ts';

export default checkOperations({
  id: 'unauthorized/chunked',
  level: 'must',
  rule: 'auth/every-request',
  title: 'A chunked request without a key gets 401.',
  why: 'Checks that look at Content-Length first have been bypassed this way.',
  fix: 'Check the key before anything else in the request.',
  on: ['enforced'],
  async run(t, operation) {
    const request: WireRequest = { body: '{}', ...requestFor(operation), framing: 'chunked' };
    const twin = await t.send(withKey(request, t.key), 'control');
    if (!twin.response || [400, 411, 501].includes(twin.response.status))
      t.skip('the server does not accept chunked bodies');
    t.require(twin, authenticated);
    await t.expect(request, status(401));
  },
});
