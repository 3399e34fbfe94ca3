import { check } from '../../../src/checks/check.ts';
import type { HeaderLine, WireRequest } from '../../../src/http/request.ts';
import { discriminates } from '../../lib/controls.ts';
import { neverAuthenticates, served } from '../../lib/expectations.ts';
import { create, createRequest, withKey } from '../../lib/requests.ts';

const bearer = (token: string): HeaderLine => ['Authorization', `Bearer ${token}`];

export default check({
  id: 'keys/trailer',
  level: 'should',
  rule: 'rfc9110/trailers',
  title: 'A valid key in a trailer does not authenticate.',
  why: 'Trailers arrive after the decision, and HTTP forbids credentials in them. Some parsers merge them into the headers.',
  fix: 'Keep trailers separate from headers, or drop them.',
  on: ['enforced'],
  async run(t) {
    const request: WireRequest = {
      ...createRequest,
      headers: [...createRequest.headers, ['Trailer', 'Authorization']],
      framing: 'chunked',
      trailers: [bearer(t.key)],
    };
    await discriminates(t);
    await t.control(withKey(createRequest, t.key), served(create));
    await t.expect(request, neverAuthenticates);
  },
});
