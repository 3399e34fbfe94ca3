import { checkOperations } from '../../../src/checks/check.ts';
import { responds } from '../../../src/checks/expectation.ts';
import { served, summary, textOf } from '../../lib/expectations.ts';
import { requestFor, WRONG, withKey } from '../../lib/requests.ts';
import { refusal } from './lib/refusals.ts';

export default checkOperations({
  id: 'unauthorized/no-echo',
  level: 'should',
  rule: 'auth/no-echo',
  title: 'The response does not repeat a refused key.',
  why: 'Responses end up in logs and error trackers, and a mistyped key is almost a key.',
  fix: 'Say only that the key is invalid.',
  on: ['enforced'],
  async run(t, operation) {
    const request = requestFor(operation);
    const silent = responds('a response without the key that was sent', (response) =>
      textOf(response).includes(WRONG) ? summary(response) : undefined,
    );
    await t.control(withKey(request, t.key), served(operation));
    await refusal(t, withKey(request, WRONG), silent);
  },
});
