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
      t.fail(
        'that it exits with a code other than 0',
        exit ? exitText(exit) : 'it was still running at the end of the limit',
      );
  },
});
