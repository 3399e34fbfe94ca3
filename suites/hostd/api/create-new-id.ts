import { all, responds } from '../../../src/checks/expectation.ts';
import { member } from '../../../src/http/response.ts';
import { created, summary } from '../../lib/expectations.ts';
import { createRequest, withKey } from '../../lib/requests.ts';
import { newSandbox } from '../../lib/sandbox.ts';
import { api } from './lib/api.ts';

export default api({
  id: 'api/create-new-id',
  level: 'should',
  rule: 'docs/create',
  title: 'Every create returns a new sandbox.',
  why: "Two callers in the same sandbox see each other's data.",
  fix: 'Generate a random id for each sandbox.',
  async run(t) {
    const first = await newSandbox(t);
    await t.expect(
      withKey(createRequest, t.key),
      all(
        created,
        responds('another id', (r) => (member(r, 'id') === first ? summary(r) : undefined)),
      ),
    );
  },
});
