import { check } from '../../../src/checks/check.ts';
import type { WireRequest } from '../../../src/http/request.ts';
import { sameStatus, served, status } from '../../lib/expectations.ts';
import { exec, merge, requestFor, withKey } from '../../lib/requests.ts';

const request = requestFor(exec);

export default check({
  id: 'headers/no-length',
  level: 'may',
  rule: 'docs/empty-body',
  title: 'A POST without a body needs no Content-Length.',
  why: 'The documented curl command for merge_into sends none. Clients should send it, and a server may require it.',
  fix: 'Treat a request without Content-Length as a request without a body.',
  on: ['enforced'],
  async run(t) {
    await t.control(request, status(401));
    const bare: WireRequest = { ...requestFor(merge), framing: 'none' };
    const plain = await t.control(withKey(requestFor(merge), t.key), served(merge));
    await t.expect(withKey(bare, t.key), sameStatus(plain, 'the same as with Content-Length: 0'));
  },
});
