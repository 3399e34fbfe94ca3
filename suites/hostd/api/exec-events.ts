import { responds } from '../../../src/checks/expectation.ts';
import { validateExecEvent } from '../../../src/contract/generated/response-validators.js';
import { summary } from '../../lib/expectations.ts';
import { eventsOf } from '../../lib/sandbox.ts';
import { api, expectSample } from './lib/api.ts';

export default api({
  id: 'api/exec-events',
  level: 'should',
  rule: 'docs/exec-event',
  title: 'Every line of the exec response is an event with type, data, seq and ts.',
  why: 'A line that is not an event breaks clients in the middle of the output.',
  fix: 'Write one JSON object per line with these four members.',
  run: (t) =>
    expectSample(
      t,
      responds('events in the documented format', (r) => {
        const events = eventsOf(r);
        return events.length > 0 && events.every((event) => validateExecEvent(event)) ? undefined : summary(r);
      }),
    ),
});
