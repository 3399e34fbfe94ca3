import { checkOperations } from '../../../src/checks/check.ts';
import { responds } from '../../../src/checks/expectation.ts';
import type { WireRequest } from '../../../src/http/request.ts';
import { discriminates } from '../../lib/controls.ts';
import { evidence, served, summary } from '../../lib/expectations.ts';
import { exec, requestFor, withKey } from '../../lib/requests.ts';
import { NOT_UNDERSTOOD } from './lib/refusals.ts';

export default checkOperations({
  id: 'unauthorized/options',
  level: 'should',
  rule: 'auth/every-request',
  title: 'OPTIONS on a protected path gets 401 without a key, unless a CORS layer handles it.',
  why: 'The rule makes no exception for a method. A CORS layer is the only good reason for one.',
  fix: 'Check the key for OPTIONS too, unless a CORS layer handles it.',
  on: ['enforced'],
  async run(t, operation) {
    const request: WireRequest = { method: 'OPTIONS', target: requestFor(operation).target, headers: [] };
    await discriminates(t);
    await t.control(withKey(requestFor(exec), t.key), served(exec));
    const twin = await t.send(withKey(request, t.key), 'control');
    if (twin.response && [400, 501].includes(twin.response.status)) t.skip(NOT_UNDERSTOOD);
    await t.expect(
      request,
      responds('401, or the response of a CORS layer', (response) => {
        const cors = response.headers.some(([name]) => /^access-control-/i.test(name)) || response.status === 204;
        return response.status === 401 || (cors && !evidence(response)) ? undefined : summary(response);
      }),
    );
  },
});
