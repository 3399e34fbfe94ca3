import { checkOperations } from '../../../src/checks/check.ts';
import { responds } from '../../../src/checks/expectation.ts';
import { header } from '../../../src/http/response.ts';
import { served } from '../../lib/expectations.ts';
import { requestFor, WRONG, withKey } from '../../lib/requests.ts';
import { refusal } from './lib/refusals.ts';

const jsonType = responds('Content-Type: application/json', (response) => {
  const type = header(response, 'content-type') ?? '(none)';
  return /^application\/([\w.-]+\+)?json\s*(;|$)/i.test(type) ? undefined : type;
});

export default checkOperations({
  id: 'unauthorized/content-type',
  level: 'must',
  rule: 'auth/json-type',
  title: '401 responses have Content-Type: application/json.',
  why: 'SDKs decode by content type, so a 401 with another type becomes a decoding error.',
  fix: 'Send `content-type: application/json` with both 401 bodies.',
  on: ['enforced'],
  async run(t, operation) {
    const request = requestFor(operation);
    await t.control(withKey(request, t.key), served(operation));
    await refusal(t, request, jsonType);
    await refusal(t, withKey(request, WRONG), jsonType);
  },
});
