import { all, responds } from '../../../src/checks/expectation.ts';
import { status, summary } from '../../lib/expectations.ts';
import { execRequest, withKey } from '../../lib/requests.ts';
import { eventsOf, newSandbox } from '../../lib/sandbox.ts';
import { api } from './lib/api.ts';

export default api({
  id: 'api/exec-exit-last',
  level: 'should',
  rule: 'docs/exec-event',
  title: 'The stream has exactly one exit event, and it is the last event.',
  why: 'Without it clients treat the stream as broken. If it comes early they stop reading.',
  fix: 'Send it after both output streams of the program have ended.',
  async run(t) {
    const id = await newSandbox(t);
    await t.expect(
      withKey(execRequest(id, 'print(1)\nprint(2)'), t.key),
      all(
        status(200),
        responds('one exit event, at the end', (r) => {
          const types = eventsOf(r).map(({ type }) => type);
          return types.indexOf('exit') === types.length - 1 && types.length > 0 ? undefined : summary(r);
        }),
      ),
    );
  },
});
