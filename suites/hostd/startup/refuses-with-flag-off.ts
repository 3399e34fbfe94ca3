import { checkEach } from '../../../src/checks/check.ts';
import { all, refuses } from './lib/refuses.ts';

export default checkEach(all('refused-flag-0', 'refused-flag-false', 'refused-flag-empty'), {
  id: 'startup/refuses-with-flag-off',
  level: 'must',
  rule: 'auth/disable-flag-off',
  title: 'A disable flag set to 0, false or an empty string does not lift the refusal to start.',
  why: 'Whoever writes 0 means no.',
  fix: 'Parse the flag in one place, and use that value for the refusal too.',
  on: 'launch',
  async run(t, { name }) {
    await refuses(t, name);
  },
});
