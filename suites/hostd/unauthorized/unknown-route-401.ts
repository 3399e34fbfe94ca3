import { checkEach } from '../../../src/checks/check.ts';
import { NOT_UNDERSTOOD, refusedForItsKey } from './lib/refusals.ts';
import { unknownRoutes } from './lib/routes.ts';

export default checkEach(unknownRoutes, {
  id: 'unauthorized/unknown-route-401',
  level: 'should',
  rule: 'auth/every-request',
  title: 'An unknown route below /v1/ gets 401 without a valid key.',
  why: 'If the router responds with 404 first, the key check does not cover all routes, including the next one you add.',
  fix: 'Wrap all of /v1/ in the key check, including the fallback.',
  on: ['enforced'],
  async run(t, { name, method }) {
    const request = { method, target: name.slice(method.length + 1), headers: [] };
    if (!(await refusedForItsKey(t, request))) t.skip(NOT_UNDERSTOOD);
  },
});
