import { all, responds } from '../../../src/checks/expectation.ts';
import { status, summary } from '../../lib/expectations.ts';
import { execRequest, withKey } from '../../lib/requests.ts';
import { eventsOf, newSandbox } from '../../lib/sandbox.ts';
import { api, SAMPLE } from './lib/api.ts';

export default api({
  id: 'api/exec-first-seq',
  level: 'may',
  rule: 'docs/exec-event',
  title: 'seq starts at 0 or 1.',
  why: 'The documentation shows both.',
  fix: 'Start at 0.',
  async run(t) {
    const id = await newSandbox(t);
    await t.expect(
      withKey(execRequest(id, SAMPLE), t.key),
      all(
        status(200),
        responds('0 or 1', (r) => ([0, 1].includes(Number(eventsOf(r)[0]?.seq)) ? undefined : summary(r))),
      ),
    );
  },
});
