import { checkOperations } from '../../../src/checks/check.ts';
import { nothingRan, served, status } from '../../lib/expectations.ts';
import { exec, requestFor, withHeader, withKey } from '../../lib/requests.ts';

export default checkOperations({
  id: 'unauthorized/options-runs-nothing',
  level: 'must',
  rule: 'auth/every-request',
  title: 'OPTIONS without a key never runs a handler.',
  why: 'A check that lets preflights through must let nothing else through.',
  fix: 'Handle OPTIONS in the CORS layer or after the key check, never in the handler.',
  on: ['enforced'],
  async run(t, operation) {
    const request = { ...requestFor(operation), method: 'OPTIONS' };
    await t.control(withKey(requestFor(exec), t.key), served(exec));
    await t.control(requestFor(exec), status(401));
    await t.expect(request, nothingRan);
    await t.expect(
      withHeader(withHeader(request, 'Origin', 'http://a.example'), 'Access-Control-Request-Method', operation.method),
      nothingRan,
    );
  },
});
