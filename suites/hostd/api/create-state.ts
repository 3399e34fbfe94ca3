import { all, responds } from '../../../src/checks/expectation.ts';
import { member } from '../../../src/http/response.ts';
import { discriminates } from '../../lib/controls.ts';
import { created, summary } from '../../lib/expectations.ts';
import { createRequest, withKey } from '../../lib/requests.ts';
import { api } from './lib/api.ts';

export default api({
  id: 'api/create-state',
  level: 'should',
  rule: 'docs/create-ready',
  title: 'A new sandbox is `ready`.',
  why: 'SDKs run code immediately and do not poll.',
  fix: 'Respond only when the sandbox accepts code, with state `ready`.',
  async run(t) {
    await discriminates(t);
    await t.expect(
      withKey(createRequest, t.key),
      all(
        created,
        responds('state "ready"', (r) => (member(r, 'state') === 'ready' ? undefined : summary(r))),
      ),
    );
  },
});
