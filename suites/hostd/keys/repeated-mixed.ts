import { check } from '../../../src/checks/check.ts';
import { responds } from '../../../src/checks/expectation.ts';
import { served, status } from '../../lib/expectations.ts';
import { exec, requestFor, WRONG, withKey } from '../../lib/requests.ts';

const request = requestFor(exec);

export default check({
  id: 'keys/repeated-mixed',
  level: 'may',
  rule: 'rfc9110/single-field',
  title: 'A valid and an invalid Authorization header get the same status in either order.',
  why: 'If a gateway checks the first header and the server the last, an attacker can exploit the difference.',
  fix: 'Reject requests that repeat the header.',
  on: ['enforced'],
  async run(t) {
    await t.control(withKey(request, t.key), served(exec));
    await t.control(withKey(request, WRONG), status(401));
    const { response } = await t.send(withKey(withKey(request, t.key), WRONG));
    await t.expect(
      withKey(withKey(request, WRONG), t.key),
      responds('the same status in both orders', (other) =>
        other.status === response?.status ? undefined : `${response?.status ?? 'none'}, then ${other.status}`,
      ),
    );
  },
});
