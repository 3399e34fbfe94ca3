import { checkEach } from '../../../src/checks/check.ts';
import { all, requireFailure } from './lib/refuses.ts';

export default checkEach(all('refused-any', 'refused-any-ipv6', 'refused-empty-keys', 'refused-flag-0'), {
  id: 'startup/exit-code',
  level: 'should',
  rule: 'auth/refusal-exit-code',
  title: 'A refused start ends with an exit code other than 0.',
  why: 'Supervisors and scripts take 0 for success: the job is done, and nobody looks.',
  fix: 'Exit with 1, or any other code but 0.',
  on: 'launch',
  async run(t, { name }) {
    const { exit, answered } = await t.attempt(name);
    if (!exit || answered) t.skip('it does not refuse; see startup/refuses');
    requireFailure(t, exit);
  },
});
