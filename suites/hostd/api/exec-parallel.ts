import { status } from '../../lib/expectations.ts';
import { execRequest, withKey } from '../../lib/requests.ts';
import { newSandbox, run } from '../../lib/sandbox.ts';
import { api, SAMPLE } from './lib/api.ts';

export default api({
  id: 'api/exec-parallel',
  level: 'should',
  rule: 'docs/exec-serial',
  title: 'A run in one sandbox does not block a run in another.',
  why: 'Sandboxes are meant to work in parallel.',
  fix: 'Use one lock per sandbox, not a global lock.',
  async run(t) {
    const [slow, quick] = [await newSandbox(t), await newSandbox(t)];
    await run(t, slow, 'import time');
    await run(t, quick, SAMPLE);
    // On a busy machine the quick run may be late, so one that overtakes the slow run is enough.
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
});
