import { checkEach } from '../../../src/checks/check.ts';
import { named, newLines } from './lib/warnings.ts';

export default checkEach(named, {
  id: 'disabled/warning',
  level: 'must',
  rule: 'auth/disable-warning',
  title: 'With auth disabled hostd prints a message that it prints in no other mode.',
  why: 'If an open server looks like any other, attackers find it before its owner does.',
  fix: 'Log at startup that auth is off, only then, and flush the log.',
  on: 'launch',
  async run(t, { name }) {
    const { all } = await newLines(t, name);
    if (all.length === 0) t.fail('a line on stdout or stderr that hostd does not print without the flag', 'none');
  },
});
