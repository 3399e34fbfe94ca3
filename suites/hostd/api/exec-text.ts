import { checkEach } from '../../../src/checks/check.ts';
import { execRequest, withKey } from '../../lib/requests.ts';
import { newSandbox, ran } from '../../lib/sandbox.ts';

/** A long line needs this much when every character is escaped, or sent in an event of its own. */
const BODY_LIMIT = 8 * 1024 ** 2;

export default checkEach(
  [
    { name: 'non-ASCII characters', code: "echo 'äß 中 😀'", line: 'äß 中 😀' },
    { name: 'quotes and backslashes', code: String.raw`echo '"\x"'`, line: String.raw`"\x"` },
    { name: 'a line of 70,000 characters', code: 'print("x" * 70000)', language: 'python', line: 'x'.repeat(70_000) },
  ],
  {
    id: 'api/exec-text',
    level: 'should',
    rule: 'docs/exec-event',
    profile: 'api',
    title: 'Output arrives unchanged, including non-ASCII characters, quotes and long lines.',
    why: 'Agents read files and tables through it. A line buffer or a wrong encoding corrupts them silently.',
    fix: 'Decode each complete line as UTF-8, and do not limit its length.',
    on: ['enforced'],
    async run(t, { code, language = 'bash', line }) {
      const id = await newSandbox(t);
      const request = { ...withKey(execRequest(id, code, language), t.key), bodyLimit: BODY_LIMIT };
      const exchange = await t.send(request, 'probe');
      if (exchange.response?.truncated) t.skip(`the response is longer than ${BODY_LIMIT} bytes`);
      // A server may send a long line in several events.
      t.judge(
        exchange,
        ran('the whole line', ({ stdout }) => stdout.join('') === line),
      );
    },
  },
);
