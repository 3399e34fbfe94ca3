import { checkOperations } from '../../../src/checks/check.ts';
import type { WireRequest } from '../../../src/http/request.ts';
import { discriminates } from '../../lib/controls.ts';
import { requestFor, WRONG, withKey } from '../../lib/requests.ts';
import { unserved } from './lib/refusals.ts';

export default checkOperations({
  id: 'unauthorized/head',
  level: 'must',
  rule: 'auth/every-request',
  title: 'HEAD on a protected path is no success without a key or with a wrong one.',
  why: 'Frameworks map HEAD to GET by themselves, past checks that name methods.',
  fix: 'Check the key whatever the method.',
  on: ['enforced'],
  async run(t, operation) {
    const request: WireRequest = { method: 'HEAD', target: requestFor(operation).target, headers: [] };
    await discriminates(t);
    await t.expect(request, unserved());
    await t.expect(withKey(request, WRONG), unserved());
  },
});
