import { status } from '../../lib/expectations.ts';
import { execRequest, withKey } from '../../lib/requests.ts';
import { newSandbox, ran, run } from '../../lib/sandbox.ts';
import { api } from './lib/api.ts';

export default api({
  id: 'api/exec-serial',
  level: 'should',
  rule: 'docs/exec-serial',
  title: 'Concurrent calls on one sandbox run one after another, and all succeed.',
  why: "Interleaved runs overwrite each other's state.",
  fix: 'Use one lock per sandbox, and let later calls wait.',
  async run(t) {
    const id = await newSandbox(t);
    await run(t, id, 'n = 0');
    // Each call reads n, waits and writes n + 1, so n is 4 only if the four calls run one after another.
    const add = withKey(execRequest(id, 'import time\nm = n\ntime.sleep(0.05)\nn = m + 1'), t.key);
    const calls = await Promise.all(Array.from({ length: 4 }, () => t.send(add, 'step')));
    for (const call of calls) t.judge(call, status(200));
    await t.expect(
      withKey(execRequest(id, 'print(n)'), t.key),
      ran('stdout 4', ({ stdout }) => stdout.join() === '4'),
    );
  },
});
