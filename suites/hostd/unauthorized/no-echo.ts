import { checkOperations } from '../../../src/checks/check.ts';
import { answer } from '../../../src/checks/expectation.ts';
import { served, summary, textOf } from '../../lib/expectations.ts';
import { requestFor, WRONG, withKey } from '../../lib/requests.ts';
import { refusal } from './lib/refusals.ts';

export default checkOperations({
  id: 'unauthorized/no-echo',
  level: 'should',
  rule: 'auth/no-echo',
  title: 'A refused key is not repeated in the answer.',
  why: 'Answers end in logs and error trackers; a key with a typo in it is nearly a key.',
  fix: 'Say only that the key is invalid.',
  on: ['enforced'],
  async run(t, operation) {
    const request = requestFor(operation);
    const silent = answer('an answer without the key that was sent', (response) =>
      textOf(response).includes(WRONG) ? summary(response) : undefined,
    );
    await t.control(withKey(request, t.key), served(operation));
    await refusal(t, withKey(request, WRONG), silent);
  },
});
