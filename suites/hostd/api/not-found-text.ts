import { responds } from '../../../src/checks/expectation.ts';
import { member } from '../../../src/http/response.ts';
import { summary } from '../../lib/expectations.ts';
import { withKey } from '../../lib/requests.ts';
import { newSandbox } from '../../lib/sandbox.ts';
import { api } from './lib/api.ts';
import { UNKNOWN } from './lib/not-found.ts';
import { forkRequest } from './lib/requests.ts';

export default api({
  id: 'api/not-found-text',
  level: 'may',
  rule: 'docs/not-found',
  title: 'The error text for an unknown sandbox is "sandbox not found".',
  why: 'One version of the documentation shows this text.',
  fix: 'Use the documented text.',
  async run(t) {
    await newSandbox(t);
    await t.expect(
      withKey(forkRequest(UNKNOWN), t.key),
      responds('error "sandbox not found"', (r) =>
        member(r, 'error') === 'sandbox not found' ? undefined : summary(r),
      ),
    );
  },
});
