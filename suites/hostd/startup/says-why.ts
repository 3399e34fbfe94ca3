import { check } from '../../../src/checks/check.ts';

export default check({
  id: 'startup/says-why',
  level: 'should',
  rule: 'auth/refusal-reason',
  title: 'The error message of a refused start names PODFLARE_API_KEYS.',
  why: 'A container that exits without a message takes hours to debug.',
  fix: 'Print to stderr what is missing and how to set it.',
  on: 'launch',
  async run(t) {
    const { output, exit, responded } = await t.attempt('refused-any');
    if (!exit || responded) t.skip('it does not refuse to start; see startup/refuses');
    if (output.lines.length === 0 && (await t.quietRun('enforced')).output.lines.length === 0)
      t.skip('no launch prints anything to stdout or stderr: the log goes elsewhere');
    if (!output.lines.some((line) => line.includes('PODFLARE_API_KEYS')))
      t.fail('a line that names PODFLARE_API_KEYS', output.tail() || 'no output');
  },
});
