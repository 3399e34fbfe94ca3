import { all, responds } from '../../../src/checks/expectation.ts';
import { status, summary } from '../../lib/expectations.ts';
import { execRequest, withKey } from '../../lib/requests.ts';
import { eventsOf, newSandbox } from '../../lib/sandbox.ts';
import { api } from './lib/api.ts';

export default api({
  id: 'api/exec-order',
  level: 'should',
  rule: 'docs/exec-event',
  title: 'seq increases with every event of a call, across stdout and stderr.',
  why: 'Clients use it to restore the order of the lines.',
  fix: 'Use one counter for all events of a call.',
  async run(t) {
    const id = await newSandbox(t);
    await t.expect(
      withKey(execRequest(id, 'echo 1; echo 2 >&2; echo 3; echo 4 >&2', 'bash'), t.key),
      all(
        status(200),
        responds('increasing seq', (r) => {
          const numbers = eventsOf(r).map(({ seq }) => Number(seq));
          return numbers.length > 0 && numbers.every((seq, i) => i === 0 || seq > (numbers[i - 1] ?? 0))
            ? undefined
            : summary(r);
        }),
      ),
    );
  },
});
