import { check } from '../../../src/checks/check.ts';
import { ENFORCED } from '../../lib/configurations.ts';
import { served, status } from '../../lib/expectations.ts';
import { exec, requestFor, WRONG, withKey } from '../../lib/requests.ts';

const request = requestFor(exec);

export default check({
  id: 'keys/all-valid',
  level: 'must',
  rule: 'auth/allowlist',
  title: 'Every key in the list works for every operation, in lists of 1, 2 and 50 keys.',
  why: 'A key that was issued but does not work locks out a team, often the newest one.',
  fix: 'Split the list at every comma, and compare with each entry.',
  on: [...ENFORCED, 'empty-entry', 'trailing-comma'],
  async run(t) {
    await t.control(request, status(401));
    await t.control(withKey(request, WRONG), status(401));
    const { protected: operations } = t.contract;
    for (const [i, key] of t.keys.entries()) {
      // In a long list each key is tried on one operation only.
      const turn = i % operations.length;
      for (const operation of t.keys.length > 2 ? operations.slice(turn, turn + 1) : operations)
        await t.expect(withKey(requestFor(operation), key), served(operation));
    }
  },
});
