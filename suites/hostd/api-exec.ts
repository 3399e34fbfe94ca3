import { type Check, type CheckText, check, checkEach } from '../../src/checks/check.ts';
import { all, answer } from '../../src/checks/expectation.ts';
import type { Trial } from '../../src/checks/trial.ts';
import { validateExecEvent } from '../../src/contract/generated/validators.js';
import { header } from '../../src/http/response.ts';
import { errorShape, status, summary } from '../lib/expectations.ts';
import { exec, execRequest, merge, requestFor, withKey } from '../lib/requests.ts';
import { eventsOf, newFork, newForks, newSandbox, ran, run } from '../lib/sandbox.ts';

type Text = Omit<CheckText, 'profile' | 'on'>;
const api = (text: Text & { run(t: Trial): Promise<void> }): Check =>
  check({ ...text, profile: 'api', on: ['enforced'] });

const SAMPLE = 'print(6*7)';

export const execChecks = [
  api({
    id: 'api/exec',
    level: 'should',
    rule: 'docs/exec',
    title: 'Exec runs Python by default and answers what it printed and its exit code.',
    why: 'It is what hostd is for.',
    fix: 'Run the code and stream its events.',
    async run(t) {
      const id = await newSandbox(t);
      await t.expect(
        withKey(execRequest(id, SAMPLE), t.key),
        ran('stdout 42 and exit 0', ({ stdout, exit }) => stdout.join() === '42' && exit === 0),
      );
    },
  }),
  api({
    id: 'api/exec-type',
    level: 'should',
    rule: 'docs/exec-stream',
    title: 'The answer to exec is announced as application/x-ndjson.',
    why: 'Clients decide by it to read line by line.',
    fix: 'Send `content-type: application/x-ndjson`.',
    async run(t) {
      const id = await newSandbox(t);
      await t.expect(
        withKey(execRequest(id, SAMPLE), t.key),
        all(
          status(200),
          answer('content type application/x-ndjson', (r) =>
            /^application\/(x-)?ndjson/i.test(header(r, 'content-type') ?? '')
              ? undefined
              : (header(r, 'content-type') ?? '(none)'),
          ),
        ),
      );
    },
  }),
  api({
    id: 'api/exec-events',
    level: 'should',
    rule: 'docs/exec-event',
    title: 'Every line of the answer to exec is an event with type, data, seq and ts.',
    why: 'A line that is none stops a client in the middle of the output.',
    fix: 'Write one JSON object a line with the four members.',
    async run(t) {
      const id = await newSandbox(t);
      await t.expect(
        withKey(execRequest(id, SAMPLE), t.key),
        all(
          status(200),
          answer('events of the documented form', (r) => {
            const events = eventsOf(r);
            return events.length > 0 && events.every((event) => validateExecEvent(event)) ? undefined : summary(r);
          }),
        ),
      );
    },
  }),
  api({
    id: 'api/exec-order',
    level: 'should',
    rule: 'docs/exec-event',
    title: 'seq increases with every event of a call, over both streams.',
    why: 'It is what clients put the lines back in order by.',
    fix: 'Count all events of a call in one counter.',
    async run(t) {
      const id = await newSandbox(t);
      await t.expect(
        withKey(execRequest(id, 'echo 1; echo 2 >&2; echo 3; echo 4 >&2', 'bash'), t.key),
        all(
          status(200),
          answer('seq that increases', (r) => {
            const numbers = eventsOf(r).map(({ seq }) => Number(seq));
            return numbers.length > 0 && numbers.every((seq, i) => i === 0 || seq > (numbers[i - 1] ?? 0))
              ? undefined
              : summary(r);
          }),
        ),
      );
    },
  }),
  api({
    id: 'api/exec-first-seq',
    level: 'may',
    rule: 'docs/exec-event',
    title: 'seq starts at 0 or 1.',
    why: 'The pages show both.',
    fix: 'Start at 0.',
    async run(t) {
      const id = await newSandbox(t);
      await t.expect(
        withKey(execRequest(id, SAMPLE), t.key),
        all(
          status(200),
          answer('0 or 1', (r) => ([0, 1].includes(Number(eventsOf(r)[0]?.seq)) ? undefined : summary(r))),
        ),
      );
    },
  }),
  api({
    id: 'api/exec-exit-last',
    level: 'should',
    rule: 'docs/exec-event',
    title: 'There is exactly one exit event, and it is the last.',
    why: 'Clients take the stream for broken when it is missing, and for ended when it comes early.',
    fix: 'Write it when both streams of the program are at their end.',
    async run(t) {
      const id = await newSandbox(t);
      await t.expect(
        withKey(execRequest(id, 'print(1)\nprint(2)'), t.key),
        all(
          status(200),
          answer('one exit event, at the end', (r) => {
            const types = eventsOf(r).map(({ type }) => type);
            return types.indexOf('exit') === types.length - 1 && types.length > 0 ? undefined : summary(r);
          }),
        ),
      );
    },
  }),
  api({
    id: 'api/exec-lines',
    level: 'should',
    rule: 'docs/exec-event',
    title: 'Each line of output is one event, in the order in which it was printed.',
    why: 'Clients join the events to get the output back.',
    fix: 'Split the output at line ends, and keep the last line though it has none.',
    async run(t) {
      const id = await newSandbox(t);
      await t.expect(
        withKey(execRequest(id, 'echo one; echo two; echo; echo four', 'bash'), t.key),
        ran('the lines one, two, (blank), four', ({ stdout }) => stdout.join('|') === 'one|two||four'),
      );
    },
  }),
  checkEach(
    [
      { name: 'other letters', code: "echo 'äß 中 😀'", line: 'äß 中 😀' },
      { name: 'quotes and backslashes', code: String.raw`echo '"\x"'`, line: String.raw`"\x"` },
      { name: 'a line of 70,000 characters', code: 'print("x" * 70000)', language: 'python', line: 'x'.repeat(70_000) },
    ],
    {
      id: 'api/exec-text',
      level: 'should',
      rule: 'docs/exec-event',
      profile: 'api',
      title: 'Output arrives as it was printed: other letters, quotes and long lines too.',
      why: 'Agents read files and tables through it; a buffer for a line or a wrong encoding spoils them unseen.',
      fix: 'Decode the output as UTF-8 when a line is complete, and put no limit on a line.',
      on: ['enforced'],
      async run(t, { code, language = 'bash', line }) {
        const id = await newSandbox(t);
        await t.expect(
          withKey(execRequest(id, code, language), t.key),
          // A server may send a long line in several events.
          ran('the whole line', ({ stdout }) => stdout.join('') === line),
        );
      },
    },
  ),
  api({
    id: 'api/exec-stderr',
    level: 'should',
    rule: 'docs/exec-event',
    title: 'What a program writes to stderr comes as stderr events.',
    why: 'Errors among the results are taken for results.',
    fix: 'Read both streams of the program.',
    async run(t) {
      const id = await newSandbox(t);
      await t.expect(
        withKey(execRequest(id, 'echo out; echo err >&2', 'bash'), t.key),
        ran('out on stdout, err on stderr', ({ stdout, stderr }) => stdout.join() === 'out' && stderr.join() === 'err'),
      );
    },
  }),
  api({
    id: 'api/exec-exception',
    level: 'should',
    rule: 'docs/exec-exception',
    title: 'An uncaught exception is a failed run, not a failed request, and the next call goes on from there.',
    why: 'The code of users fails all the time; HTTP errors are for hostd.',
    fix: 'Answer 200 and an exit event other than 0.',
    async run(t) {
      const id = await newSandbox(t);
      await run(t, id, 'x = 41');
      await t.expect(
        withKey(execRequest(id, 'raise ValueError("boom")'), t.key),
        ran('an exit code other than 0', ({ exit }) => typeof exit === 'number' && exit !== 0),
      );
      await t.expect(
        withKey(execRequest(id, 'print(x + 1)'), t.key),
        ran('stdout 42', ({ stdout }) => stdout.join() === '42'),
      );
    },
  }),
  checkEach(
    [
      { name: 'SystemExit(3)', code: 'raise SystemExit(3)', language: 'python' },
      { name: 'exit 3 in bash', code: 'exit 3', language: 'bash' },
    ],
    {
      id: 'api/exec-exit-code',
      level: 'should',
      rule: 'docs/exec-exception',
      profile: 'api',
      title: 'The exit event carries the exit code of the program.',
      why: 'Tests and linters say by it what they found.',
      fix: 'Pass the code on.',
      on: ['enforced'],
      async run(t, { code, language }) {
        const id = await newSandbox(t);
        await t.expect(
          withKey(execRequest(id, code, language), t.key),
          ran('exit 3', ({ exit }) => exit === 3),
        );
      },
    },
  ),
  api({
    id: 'api/exec-python-state',
    level: 'should',
    rule: 'docs/repl',
    title: 'Python variables live on from call to call.',
    why: 'Agents build on what they did before.',
    fix: 'Keep one interpreter for each sandbox.',
    async run(t) {
      const id = await newSandbox(t);
      await run(t, id, 'x = 41');
      await t.expect(
        withKey(execRequest(id, 'print(x + 1)'), t.key),
        ran('stdout 42', ({ stdout }) => stdout.join() === '42'),
      );
    },
  }),
  api({
    id: 'api/exec-isolated',
    level: 'should',
    rule: 'docs/repl',
    title: 'One sandbox does not see the variables and files of another.',
    why: 'Sandboxes of different users stand on one host.',
    fix: 'Give each sandbox an interpreter and a file system of its own.',
    async run(t) {
      const [one, two] = [await newSandbox(t), await newSandbox(t)];
      await run(t, one, 'secret = 41');
      await run(t, one, 'echo secret > /tmp/podflare-conformance-secret', 'bash');
      if (!(await run(t, one, 'print(secret)')).stdout.join().includes('41')) t.skip('variables do not last here');
      await t.expect(
        withKey(execRequest(two, 'print(secret)'), t.key),
        ran('an exit code other than 0', ({ stdout, exit }) => !stdout.join().includes('41') && exit !== 0),
      );
      await t.expect(
        withKey(execRequest(two, 'cat /tmp/podflare-conformance-secret', 'bash'), t.key),
        ran('an exit code other than 0', ({ stdout, exit }) => !stdout.join().includes('secret') && exit !== 0),
      );
    },
  }),
  api({
    id: 'api/exec-bash-fresh',
    level: 'should',
    rule: 'docs/bash',
    title: 'Each bash run is a new shell over the same files.',
    why: 'A variable or a directory that lingers changes what the next command means; a file that does not is work lost.',
    fix: 'Start a new process for each bash run.',
    async run(t) {
      const id = await newSandbox(t);
      const [home = ''] = (await run(t, id, 'pwd', 'bash')).stdout;
      const elsewhere = home === '/tmp' ? '/' : '/tmp';
      await run(t, id, `X=left; export Y=left; cd ${elsewhere}; echo kept > /tmp/podflare-conformance-kept`, 'bash');
      await t.expect(
        withKey(execRequest(id, 'echo "[$X$Y]"; pwd; cat /tmp/podflare-conformance-kept', 'bash'), t.key),
        ran(`[], ${home} and kept`, ({ stdout }) => stdout.join('|') === `[]|${home}|kept`),
      );
    },
  }),
  api({
    id: 'api/exec-serial',
    level: 'should',
    rule: 'docs/exec-serial',
    title: 'Two calls at the same time on one sandbox run one after the other, and both are served.',
    why: 'Interleaved runs overwrite the state of each other.',
    fix: 'Take a lock for each sandbox; let the second call wait.',
    async run(t) {
      const id = await newSandbox(t);
      await run(t, id, 'n = 0');
      // Each reads n, waits, and writes it back: only one after the other do four of them make four.
      const add = withKey(execRequest(id, 'import time\nm = n\ntime.sleep(0.05)\nn = m + 1'), t.key);
      const calls = await Promise.all(Array.from({ length: 4 }, () => t.send(add, 'step')));
      for (const call of calls) t.judge(call, status(200));
      await t.expect(
        withKey(execRequest(id, 'print(n)'), t.key),
        ran('stdout 4', ({ stdout }) => stdout.join() === '4'),
      );
    },
  }),
  api({
    id: 'api/exec-parallel',
    level: 'should',
    rule: 'docs/exec-serial',
    title: 'A run in one sandbox does not hold up a run in another.',
    why: 'Sandboxes are there to work side by side.',
    fix: 'Take a lock for each sandbox, not one for all.',
    async run(t) {
      const [slow, quick] = [await newSandbox(t), await newSandbox(t)];
      await run(t, slow, 'import time');
      await run(t, quick, SAMPLE);
      // On a busy machine the quick run may be late: one that overtakes the slow one is enough.
      for (let attempt = 1; attempt <= 3; attempt += 1) {
        const long = t.send(withKey(execRequest(slow, 'time.sleep(0.6)'), t.key));
        const short = t.expect(withKey(execRequest(quick, SAMPLE), t.key), status(200));
        const first = await Promise.race([long.then(() => 'slow'), short.then(() => 'quick')]);
        t.require(await long, status(200));
        await short;
        if (first === 'quick') return;
      }
      t.fail('the quick run to end before the slow one', 'it ended after it');
    },
  }),
  api({
    id: 'api/exec-flushed',
    level: 'should',
    rule: 'docs/exec-stream',
    title: 'An event is sent when it happens, not when the run ends.',
    why: 'People and agents watch the output of long runs.',
    fix: 'Flush after each event; switch buffering off in whatever stands in front.',
    async run(t) {
      const id = await newSandbox(t);
      const request = withKey(execRequest(id, 'echo first; sleep 0.5; echo last', 'bash'), t.key);
      // On a busy machine this process may be late for the first event: one run that shows a gap is enough.
      for (let attempt = 1; attempt <= 3; attempt += 1) {
        const { response } = await t.expect(
          request,
          ran('first and last', ({ stdout }) => stdout.join() === 'first,last'),
        );
        if ((response?.spreadMs ?? 0) > 100) return;
      }
      t.fail('the first event half a second before the last', 'all came at once');
    },
  }),
  checkEach(
    [
      { name: 'no code', body: {} },
      { name: 'code that is a number', body: { code: 7 } },
      { name: 'an unknown language', body: { code: SAMPLE, language: 'cobol' } },
    ],
    {
      id: 'api/exec-bad-body',
      level: 'may',
      rule: 'docs/bad-body',
      profile: 'api',
      title: 'Exec refuses a body without code, or with an unknown language, with 400.',
      why: 'The pages give 400 for an invalid body; frameworks answer 422.',
      fix: 'Map the errors of your framework to 400.',
      on: ['enforced'],
      async run(t, { body }) {
        const id = await newSandbox(t);
        await t.expect(
          withKey({ ...requestFor(exec, { id }), body: JSON.stringify(body) }, t.key),
          all(status(400), errorShape),
        );
      },
    },
  ),
  api({
    id: 'api/fork-copies',
    level: 'should',
    rule: 'docs/fork-state',
    title: 'A child starts with the variables and the files of its parent.',
    why: 'It is what forks are made for.',
    fix: 'Copy the memory and the file system at the moment of the fork.',
    async run(t) {
      const id = await newSandbox(t);
      await run(t, id, 'x = 41');
      await run(t, id, 'echo kept > /tmp/podflare-conformance-kept', 'bash');
      const child = await newFork(t, id);
      await t.expect(
        withKey(execRequest(child, 'print(x + 1)'), t.key),
        ran('stdout 42', ({ stdout }) => stdout.join() === '42'),
      );
      await t.expect(
        withKey(execRequest(child, 'cat /tmp/podflare-conformance-kept', 'bash'), t.key),
        ran('stdout kept', ({ stdout }) => stdout.join() === 'kept'),
      );
    },
  }),
  api({
    id: 'api/fork-apart',
    level: 'should',
    rule: 'docs/fork-state',
    title: 'After a fork parent and children do not see what the others do.',
    why: 'Branches that leak into each other give results that nobody can repeat.',
    fix: 'Copy; do not share.',
    async run(t) {
      const id = await newSandbox(t);
      await run(t, id, 'x = 1');
      const child = await newFork(t, id);
      await run(t, child, 'x = 2');
      await t.expect(
        withKey(execRequest(id, 'print(x)'), t.key),
        ran('stdout 1', ({ stdout }) => stdout.join() === '1'),
      );
      await run(t, id, 'x = 3');
      await t.expect(
        withKey(execRequest(child, 'print(x)'), t.key),
        ran('stdout 2', ({ stdout }) => stdout.join() === '2'),
      );
      const [one = '', two = ''] = await newForks(t, id, 2);
      await run(t, one, 'x = 4');
      await t.expect(
        withKey(execRequest(two, 'print(x)'), t.key),
        ran('stdout 3', ({ stdout }) => stdout.join() === '3'),
      );
    },
  }),
  api({
    id: 'api/merge-state',
    level: 'should',
    rule: 'docs/merge',
    title: 'After a merge the parent has the state of the winner.',
    why: 'The winner is merged for what it did.',
    fix: "Let the winner's machine answer under the parent's id.",
    async run(t) {
      const parent = await newSandbox(t);
      await run(t, parent, 'x = "parent"');
      const winner = await newFork(t, parent);
      await run(t, winner, 'x = "winner"');
      await t.control(withKey(requestFor(merge, { parent, winner }), t.key), status(200, 204));
      await t.expect(
        withKey(execRequest(parent, 'print(x)'), t.key),
        ran('stdout winner', ({ stdout }) => stdout.join() === 'winner'),
      );
    },
  }),
];
