import { all, responds } from '../../../src/checks/expectation.ts';
import { validateExecEvent } from '../../../src/contract/generated/response-validators.js';
import { status, summary } from '../../lib/expectations.ts';
import { execRequest, withKey } from '../../lib/requests.ts';
import { eventsOf, newSandbox } from '../../lib/sandbox.ts';
import { api, SAMPLE } from './lib/api.ts';

export default api({
  id: 'api/exec-events',
  level: 'should',
  rule: 'docs/exec-event',
  title: 'Every line of the exec response is an event with type, data, seq and ts.',
  why: 'A line that is not an event breaks clients in the middle of the output.',
  fix: 'Write one JSON object per line with these four members.',
  async run(t) {
    const id = await newSandbox(t);
    await t.expect(
      withKey(execRequest(id, SAMPLE), t.key),
      all(
        status(200),
        responds('events in the documented format', (r) => {
          const events = eventsOf(r);
          return events.length > 0 && events.every((event) => validateExecEvent(event)) ? undefined : summary(r);
        }),
      ),
    );
  },
});
