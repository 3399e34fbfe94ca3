import { checkEach } from '../../../src/checks/check.ts';
import { NOT_UNDERSTOOD, refusedForItsKey } from './lib/refusals.ts';
import { unknownRoutes } from './lib/routes.ts';

export default checkEach(unknownRoutes, {
  id: 'unauthorized/unknown-route-401',
  level: 'should',
  rule: 'auth/every-request',
  title: 'An unknown route below /v1/ is answered 401 without a key and with a wrong one.',
  why: 'A router that answers 404 first has routes that the key check does not cover, the next one included.',
  fix: 'Wrap the whole of /v1/ in the key check, the fallback as well.',
  on: ['enforced'],
  async run(t, { name, method }) {
    const request = { method, target: name.slice(method.length + 1), headers: [] };
    if (!(await refusedForItsKey(t, request))) t.skip(NOT_UNDERSTOOD);
  },
});
