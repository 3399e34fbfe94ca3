import { checkOperations } from '../../../src/checks/check.ts';
import { requestFor } from '../../lib/requests.ts';
import { NOT_UNDERSTOOD, refusedForItsKey } from './lib/refusals.ts';
import { otherMethods } from './lib/routes.ts';

export default checkOperations({
  id: 'unauthorized/wrong-method-401',
  level: 'should',
  rule: 'auth/every-request',
  title: 'A known path with another method, HEAD among them, is answered 401 without a key and with a wrong one.',
  why: 'A 405 before the key check is the sign of a check that hangs on single routes.',
  fix: 'Wrap the whole of /v1/ in the key check, the answer to a wrong method as well.',
  on: ['enforced'],
  async run(t, operation) {
    const { target } = requestFor(operation);
    let judged = 0;
    for (const method of [...otherMethods(t, operation), 'HEAD'])
      if (await refusedForItsKey(t, { method, target, headers: [] })) judged += 1;
    if (judged === 0) t.skip(NOT_UNDERSTOOD);
  },
});
