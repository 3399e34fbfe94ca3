import { checkOperations } from '../../../src/checks/check.ts';
import { requestFor } from '../../lib/requests.ts';
import { NOT_UNDERSTOOD, refusedForItsKey } from './lib/refusals.ts';
import { otherMethods } from './lib/routes.ts';

export default checkOperations({
  id: 'unauthorized/wrong-method-401',
  level: 'should',
  rule: 'auth/every-request',
  title: 'A known path with an unsupported method, including HEAD, gets 401 without a valid key.',
  why: 'A 405 before the key check shows that the check is attached to single routes.',
  fix: 'Wrap all of /v1/ in the key check, including the response to a wrong method.',
  on: ['enforced'],
  async run(t, operation) {
    const { target } = requestFor(operation);
    let judged = 0;
    for (const method of [...otherMethods(t, operation), 'HEAD'])
      if (await refusedForItsKey(t, { method, target, headers: [] })) judged += 1;
    if (judged === 0) t.skip(NOT_UNDERSTOOD);
  },
});
