import { check } from '../../../src/checks/check.ts';
import type { WireRequest } from '../../../src/http/request.ts';
import { served, status } from '../../lib/expectations.ts';
import { exec, requestFor, withKey } from '../../lib/requests.ts';

const request = requestFor(exec);

export default check({
  id: 'headers/content-type-absent',
  level: 'should',
  rule: 'docs/empty-body',
  title: 'A request without a body needs no Content-Type.',
  why: 'curl and the SDKs send none without a body, for example with merge_into and DELETE.',
  fix: 'Require a Content-Type only for requests with a body.',
  on: ['enforced'],
  async run(t) {
    await t.control(request, status(401));
    for (const operation of t.contract.protected.filter((item) => !item.body)) {
      const bare: WireRequest = { method: operation.method, target: requestFor(operation).target, headers: [] };
      await t.expect(withKey(bare, t.key), served(operation));
      await t.expect(withKey({ ...bare, body: '' }, t.key), served(operation));
    }
  },
});
