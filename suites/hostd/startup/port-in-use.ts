import { check } from '../../../src/checks/check.ts';
import { exitText } from '../../../src/checks/launch.ts';

export default check({
  id: 'startup/port-in-use',
  level: 'should',
  rule: 'docs/port-in-use',
  title: 'A port that is already in use stops the startup with an error.',
  why: 'A server that picks another port, or waits, seems to be running but cannot be reached.',
  fix: 'Exit with an error if the address cannot be bound.',
  on: 'launch',
  async run(t) {
    const exit = await t.launchOnTakenPort('enforced');
    if (!exit || exit.code === 0)
      t.fail('it exits with a non-zero code', exit ? exitText(exit) : 'it was still running at the time limit');
  },
});
