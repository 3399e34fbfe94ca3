import { checkEach } from '../../../src/checks/check.ts';
import { named, newLines } from './lib/warnings.ts';

export default checkEach(named, {
  id: 'disabled/warning',
  level: 'must',
  rule: 'auth/disable-warning',
  title: 'With auth disabled hostd prints something that no other start prints.',
  why: 'An open server that looks like any other is found by attackers before it is found by its owner.',
  fix: 'Log at the start that auth is off, and only then; flush it.',
  on: 'launch',
  async run(t, { name }) {
    const { all } = await newLines(t, name);
    if (all.length === 0) t.fail('a line on stdout or stderr that starts without the flag do not print', 'none');
  },
});
