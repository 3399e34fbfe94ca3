import { checkEach } from '../../../src/checks/check.ts';
import { all, refuses } from './lib/refuses.ts';

export default checkEach(all('refused-flag-0', 'refused-flag-false', 'refused-flag-empty'), {
  id: 'startup/refuses-with-flag-off',
  level: 'must',
  rule: 'auth/disable-flag-off',
  title: 'A disable flag that is set to 0, to false or to nothing does not lift the refusal.',
  why: 'Whoever writes 0 means no.',
  fix: 'Read the flag in one place, and use its value for the refusal as well.',
  on: 'launch',
  async run(t, { name }) {
    await refuses(t, name);
  },
});
