import { checkEach } from '../../../src/checks/check.ts';
import { discriminates } from '../../lib/controls.ts';
import { WRONG, withKey } from '../../lib/requests.ts';
import { unserved } from './lib/refusals.ts';
import { unknownRoutes } from './lib/routes.ts';

export default checkEach(unknownRoutes, {
  id: 'unauthorized/unknown-route',
  level: 'must',
  rule: 'auth/every-request',
  title: 'An unknown route below /v1/ serves nothing without a valid key.',
  why: 'A fallback that responds instead of the router is a forgotten way in.',
  fix: 'Wrap all of /v1/ in the key check, including the fallback.',
  on: ['enforced'],
  async run(t, { name, method }) {
    const request = { method, target: name.slice(method.length + 1), headers: [] };
    await discriminates(t);
    await t.expect(request, unserved());
    await t.expect(withKey(request, WRONG), unserved());
  },
});
