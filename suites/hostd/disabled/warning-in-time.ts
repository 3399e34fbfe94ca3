import { checkEach } from '../../../src/checks/check.ts';
import { named, newLines, WARNING_LIMIT_MS } from './lib/warnings.ts';

export default checkEach(named, {
  id: 'disabled/warning-in-time',
  level: 'should',
  rule: 'auth/disable-warning-loud',
  title: 'The warning that auth is disabled is printed at startup, not at exit.',
  why: 'A warning that waits in a buffer is read after the open server is gone.',
  fix: 'Flush the log after the warning, or write it to stderr.',
  on: 'launch',
  async run(t, { name }) {
    const { all, early } = await newLines(t, name);
    if (all.length === 0) t.skip('there is no warning; see disabled/warning');
    if (early.length === 0)
      t.fail(`the warning within ${WARNING_LIMIT_MS / 1000} s of the first response`, 'it was printed at exit');
  },
});
