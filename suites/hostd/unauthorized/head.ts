import { checkOperations } from '../../../src/checks/check.ts';
import type { WireRequest } from '../../../src/http/request.ts';
import { discriminates } from '../../lib/controls.ts';
import { requestFor, WRONG, withKey } from '../../lib/requests.ts';
import { unserved } from './lib/refusals.ts';

export default checkOperations({
  id: 'unauthorized/head',
  level: 'must',
  rule: 'auth/every-request',
  title: 'HEAD on a protected path does not succeed without a valid key.',
  why: 'Frameworks map HEAD to GET automatically, which bypasses checks that list methods.',
  fix: 'Check the key for every method.',
  on: ['enforced'],
  async run(t, operation) {
    const request: WireRequest = { method: 'HEAD', target: requestFor(operation).target, headers: [] };
    await discriminates(t);
    await t.expect(request, unserved());
    await t.expect(withKey(request, WRONG), unserved());
  },
});
