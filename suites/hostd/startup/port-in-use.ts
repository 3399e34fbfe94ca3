import { check } from '../../../src/checks/check.ts';
import { exitText } from '../../../src/checks/launch.ts';

export default check({
  id: 'startup/port-in-use',
  level: 'should',
  rule: 'docs/port-in-use',
  title: 'A port that is in use ends the start with an error.',
  why: 'A server that takes another port, or waits, looks started and is not found.',
  fix: 'Exit with an error when the address cannot be bound.',
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
