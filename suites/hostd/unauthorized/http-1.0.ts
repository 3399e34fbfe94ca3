import { checkOperations } from '../../../src/checks/check.ts';
import type { WireRequest } from '../../../src/http/request.ts';
import { authenticated, status } from '../../lib/expectations.ts';
import { requestFor, withKey } from '../../lib/requests.ts';

export default checkOperations({
  id: 'unauthorized/http-1.0',
  level: 'must',
  rule: 'auth/every-request',
  title: 'An HTTP/1.0 request without a key gets 401.',
  why: 'Old protocol versions take different code paths in servers and gateways.',
  fix: 'Check the key for every protocol version.',
  on: ['enforced'],
  async run(t, operation) {
    const request: WireRequest = { ...requestFor(operation), version: '1.0' };
    const twin = await t.send(withKey(request, t.key), 'control');
    if (!twin.response || [400, 426, 505].includes(twin.response.status))
      t.skip('the server does not support HTTP/1.0');
    t.require(twin, authenticated);
    await t.expect(request, status(401));
  },
});
