import { checkEach } from '../../../src/checks/check.ts';
import { all, requireFailure } from './lib/refuses.ts';

export default checkEach(all('refused-any', 'refused-any-ipv6', 'refused-empty-keys', 'refused-flag-0'), {
  id: 'startup/exit-code',
  level: 'should',
  rule: 'auth/refusal-exit-code',
  title: 'A refused start has a non-zero exit code.',
  why: 'Supervisors and scripts take 0 for success, so nobody looks.',
  fix: 'Exit with 1, or with any other code except 0.',
  on: 'launch',
  async run(t, { name }) {
    const { exit, responded } = await t.attempt(name);
    if (!exit || responded) t.skip('it does not refuse to start; see startup/refuses');
    requireFailure(t, exit);
  },
});
