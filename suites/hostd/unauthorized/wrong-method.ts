import { checkOperations } from '../../../src/checks/check.ts';
import type { WireRequest } from '../../../src/http/request.ts';
import { discriminates } from '../../lib/controls.ts';
import { served, stableBody } from '../../lib/expectations.ts';
import { requestFor, WRONG, withKey } from '../../lib/requests.ts';
import { unserved } from './lib/refusals.ts';
import { otherMethods } from './lib/routes.ts';

const UNKNOWN: WireRequest = { method: 'POST', target: '/v1/no-such-thing', headers: [] };

export default checkOperations({
  id: 'unauthorized/wrong-method',
  level: 'must',
  rule: 'auth/every-request',
  title: 'A known path with an unsupported method serves nothing without a valid key.',
  why: 'A check that lists methods misses the ones it does not list.',
  fix: 'Wrap all of /v1/ in the key check, for every method.',
  on: ['enforced'],
  async run(t, operation) {
    const request = requestFor(operation);
    await discriminates(t);
    const own = await t.control(withKey(request, t.key), served(operation));
    const { response: unknown } = await t.send(withKey({ ...UNKNOWN, method: request.method }, t.key), 'control');
    // A server may respond the same way to everything it does not find.
    const telling =
      unknown?.status !== own.status || stableBody(unknown, UNKNOWN.target) !== stableBody(own, request.target);
    for (const method of otherMethods(t, operation)) {
      const { body, ...bodiless } = request;
      const call = { ...(method === 'GET' ? bodiless : request), method };
      await t.expect(call, unserved(telling ? own : undefined));
      await t.expect(withKey(call, WRONG), unserved(telling ? own : undefined));
    }
  },
});
