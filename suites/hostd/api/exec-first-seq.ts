import { responds } from '../../../src/checks/expectation.ts';
import { summary } from '../../lib/expectations.ts';
import { eventsOf } from '../../lib/sandbox.ts';
import { api, expectSample } from './lib/api.ts';

export default api({
  id: 'api/exec-first-seq',
  level: 'may',
  rule: 'docs/exec-event',
  title: 'seq starts at 0 or 1.',
  why: 'The documentation shows both.',
  fix: 'Start at 0.',
  run: (t) =>
    expectSample(
      t,
      responds('0 or 1', (r) => ([0, 1].includes(Number(eventsOf(r)[0]?.seq)) ? undefined : summary(r))),
    ),
});
